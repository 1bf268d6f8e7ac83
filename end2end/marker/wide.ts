// A lot too large to be drawn whole: a session of its own, 400 pupils by fourteen tests.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { run } from '../helpers/delos';
import { hydrated, logIn } from '../helpers/page';
import type { Server } from '../helpers/server';
import { first } from './marker';

export const COPIES = 400;
export const TESTS = ['FRE', 'FRO', 'PHI', 'GO', 'HG.1', 'HG.2', 'LVA.1', 'LVA.2', 'LVB.1', 'LVB.2', 'ES.1', 'ES.2', 'EPS', 'EMC.1'];
const MEF = '20112010119';
const HEAD =
  "Identifiant unique*;Premier prénom*;Deuxième prénom;Troisième prénom;Nom de famille*;Nom d'usage;Code sexe*;" +
  'Date de naissance (jj/mm/aaaa)*;Code commune naissance**;Libellé commune naissance**;Code département naissance*;' +
  'Code pays naissance*;Statut*;Code MEF*;Division*';

/** Makes the lot and gives it to the first marker; its address. */
export async function makeWideLot(server: Server): Promise<string> {
  const { folder, url } = server.database;
  const file = join(folder, 'eleves.csv');
  const pupil = (n: number) =>
    `8${String(n).padStart(10, '0')};Essai;;;GRAND LOT ${n};;1;12/04/2008;35238;;035;100;ST;${MEF};TG1`;
  await writeFile(file, [HEAD, ...Array.from({ length: COPIES }, (_, n) => pupil(n + 1)), ''].join('\r\n'));
  const delos = (...words: string[]) => run([...words, '--database-url', url], folder);
  await delos('session', 'create', '2027-06', '--label', 'Juin 2027', '--academy', 'Rennes');
  await delos('import', 'siecle', file, '--uai', '0350024L');
  await delos('session', 'map-mef', MEF, 'BCG24');
  await delos('session', 'register');
  await delos('session', 'anonymity');
  const made = await delos('session', 'lots', 'BCG24', ...TESTS, '--size', String(COPIES));
  const lot = made.trim().split(' ').pop()!;
  await delos('session', 'give-lot', lot, first.name);
  return `/lots/${lot}`;
}

/** Opens it as its marker. */
export async function openWideLot(page: Page, server: Server): Promise<void> {
  const lot = await makeWideLot(server);
  await logIn(page, first);
  await page.goto(lot);
  await hydrated(page);
  await expect(page.locator('#c-0-0')).toBeVisible();
}
