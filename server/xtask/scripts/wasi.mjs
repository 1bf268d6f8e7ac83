// wasi.mjs PROGRAM.wasm [ARGUMENT...]: runs a program of WebAssembly that only writes.

import { readFile } from 'node:fs/promises';
import { WASI } from 'node:wasi';

const [program, ...given] = process.argv.slice(2);
const wasi = new WASI({ version: 'preview1', args: [program, ...given], returnOnExit: true });
const { instance } = await WebAssembly.instantiate(await readFile(program), wasi.getImportObject());
process.exitCode = wasi.start(instance);
