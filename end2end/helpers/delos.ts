// The program under test, called as an operator calls it.

import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** The binary: `DELOS_BIN`, or the one of the last debug build. */
export function binary(): string {
  const built = resolve(import.meta.dirname, '../..', process.env.CARGO_TARGET_DIR ?? 'target', 'debug/delos');
  const path = process.env.DELOS_BIN ?? built;
  if (!existsSync(path)) throw new Error(`${path} does not exist: build the server, or set DELOS_BIN`);
  return path;
}

/** Runs a command to its end; a non-zero exit throws with what it wrote on standard error. */
export async function run(args: string[], cwd: string): Promise<string> {
  const { stdout } = await execute(binary(), args, { cwd, env: environment(), maxBuffer: 64 << 20 });
  return stdout;
}

/** Starts a command that stays. */
export function start(args: string[], cwd: string): ChildProcess {
  return spawn(binary(), args, { cwd, env: environment(), stdio: ['ignore', 'pipe', 'pipe'] });
}

// The tests configure by flags alone: what the caller's shell holds must not leak in.
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(DELOS_|DATABASE_URL$)/.test(name));
  return Object.fromEntries(kept) as NodeJS.ProcessEnv;
}
