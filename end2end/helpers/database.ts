// A filled demonstration session, made once, copied for each test.

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { run } from './delos';

export type Kind = 'sqlite' | 'postgres';

/** One test's own copy; `folder` is its working directory, `told` what filling it printed. */
export interface Database {
  url: string;
  folder: string;
  told: string;
  drop(): Promise<void>;
}

const execute = promisify(execFile);
const SAMPLE_FOLDER = 'DELOS_E2E_SAMPLE';
const SAMPLE_DATABASE = 'DELOS_E2E_SAMPLE_DATABASE';
const TOLD = 'told.txt';
// The folder of published results, beside the program where it runs.
const DATA = 'data';

/** Fills the samples that `copyDatabase` copies; workers learn of them through the environment. */
export async function fillSamples(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'delos-e2e-'));
  const undo = [() => rm(folder, { recursive: true })];
  const forget = async () => {
    for (const step of undo.reverse()) await step();
  };
  try {
    process.env[SAMPLE_FOLDER] = folder;
    await fillSample('sqlite', `sqlite://${join(folder, 'sample.sqlite')}`);
    if (process.env.DELOS_TEST_POSTGRES) {
      const name = `delos_sample_${randomBytes(4).toString('hex')}`;
      process.env[SAMPLE_DATABASE] = name;
      await sql(`CREATE DATABASE ${name}`);
      undo.push(() => sql(`DROP DATABASE ${name} WITH (FORCE)`));
      await fillSample('postgres', postgresUrl(name));
    }
  } catch (failure) {
    await forget();
    throw failure;
  }
  return forget;
}

/** Each kind has a folder of its own: what is published there is named by numbers both would use. */
function sampleFolder(kind: Kind): string {
  return join(process.env[SAMPLE_FOLDER]!, kind);
}

async function fillSample(kind: Kind, url: string): Promise<void> {
  const folder = sampleFolder(kind);
  await mkdir(folder);
  await writeFile(join(folder, TOLD), await run(['demo', '--database-url', url], folder));
}

export async function copyDatabase(kind: Kind): Promise<Database> {
  const folder = await mkdtemp(join(tmpdir(), 'delos-e2e-'));
  const forget = () => rm(folder, { recursive: true });
  await cp(join(sampleFolder(kind), DATA), join(folder, DATA), { recursive: true });
  const told = await readFile(join(sampleFolder(kind), TOLD), 'utf8');
  if (kind === 'sqlite') {
    const file = join(folder, 'delos.sqlite');
    const sample = join(process.env[SAMPLE_FOLDER]!, 'sample.sqlite');
    await copyFile(sample, file);
    // What a program that ended did not fold back yet is part of its data.
    if (existsSync(`${sample}-wal`)) await copyFile(`${sample}-wal`, `${file}-wal`);
    return { url: `sqlite://${file}`, folder, told, drop: forget };
  }
  const name = `delos_${randomBytes(6).toString('hex')}`;
  await sql(`CREATE DATABASE ${name} TEMPLATE ${process.env[SAMPLE_DATABASE]}`);
  const drop = async () => {
    await sql(`DROP DATABASE ${name} WITH (FORCE)`);
    await forget();
  };
  return { url: postgresUrl(name), folder, told, drop };
}

function postgresUrl(database: string): string {
  const url = new URL(process.env.DELOS_TEST_POSTGRES!);
  url.pathname = `/${database}`;
  return url.toString();
}

async function sql(statement: string): Promise<void> {
  await execute('psql', [process.env.DELOS_TEST_POSTGRES!, '--quiet', '--no-psqlrc', '--command', statement]);
}
