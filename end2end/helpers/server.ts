// A real server on a database of its own.

import type { ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { copyDatabase, type Database, type Kind } from './database';
import { run, start } from './delos';

const READY_WITHIN = 20_000;
const STOPS_WITHIN = 10_000;

export class Server {
  private process?: ChildProcess;
  /** What it logged, over all its starts. */
  log = '';

  private constructor(
    private readonly port: number,
    readonly database: Database,
  ) {}

  /** A server on a fresh copy of the demonstration session, ready to answer. */
  static async open(kind: Kind): Promise<Server> {
    const server = new Server(await freePort(), await copyDatabase(kind));
    try {
      await server.start();
    } catch (failure) {
      await server.database.drop();
      throw failure;
    }
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts on the same port and the same data, as after a failure. */
  async start(): Promise<void> {
    const flags = ['--demo', '--database-url', this.database.url, '--listen', `127.0.0.1:${this.port}`];
    const process = start(['serve', ...flags], this.database.folder);
    const keep = (chunk: Buffer) => (this.log += chunk.toString());
    process.stdout!.on('data', keep);
    process.stderr!.on('data', keep);
    this.process = process;

    const deadline = Date.now() + READY_WITHIN;
    while (!(await this.isReady())) {
      if (process.exitCode !== null) throw new Error(`the server stopped at once:\n${this.log}`);
      if (Date.now() > deadline) {
        await this.kill();
        throw new Error(`the server is not ready after ${READY_WITHIN} ms:\n${this.log}`);
      }
      await pause(25);
    }
  }

  /** Stops as an operator does; a server that lingers is a fault. */
  async stop(): Promise<void> {
    const process = this.process;
    if (!process || process.exitCode !== null || process.signalCode !== null) return;
    const ended = once(process, 'exit');
    process.kill('SIGTERM');
    const timer = new AbortController();
    const late = pause(STOPS_WITHIN, 'late', { signal: timer.signal, ref: false }).catch(() => 'late');
    const outcome = await Promise.race([ended, late]);
    timer.abort();
    if (outcome === 'late') {
      await this.kill();
      throw new Error(`the server did not stop within ${STOPS_WITHIN} ms:\n${this.log}`);
    }
  }

  /** Pulls the plug. */
  async kill(): Promise<void> {
    const process = this.process;
    if (!process || process.exitCode !== null || process.signalCode !== null) return;
    const ended = once(process, 'exit');
    process.kill('SIGKILL');
    await ended;
  }

  /** Runs a command of the same program on the same data: `server.run('import', 'marks', file)`. */
  run(...args: string[]): Promise<string> {
    return run([...args, '--database-url', this.database.url], this.database.folder);
  }

  async close(): Promise<void> {
    try {
      await this.stop();
    } finally {
      await this.database.drop();
    }
  }

  private async isReady(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/readyz`)).ok;
    } catch {
      return false;
    }
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
