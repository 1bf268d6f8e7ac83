// What the journeys of candidates share: the results that the demonstration published, and looking one up.

import type { Page } from '@playwright/test';
import type { Server } from '../helpers/server';

/** A published result: its keys, and what it shows. */
export interface Lookup {
  number: string;
  born: string;
  shows: string;
}

/** The results that filling the demonstration printed as worth looking up; `which` is a part of what one shows. */
export function lookup(server: Server, which: string): Lookup {
  const lines = server.database.told.matchAll(/^ +(\d{11}) +(\d\d\/\d\d\/\d{4}) +(.+)$/gm);
  for (const [, number, born, shows] of lines) {
    if (number && born && shows?.includes(which)) return { number, born, shows };
  }
  throw new Error(`no result « ${which} » in:\n${server.database.told}`);
}

/** Fills the form of a page of results and sends it. */
export async function lookUp(page: Page, { number, born }: { number: string; born: string }): Promise<void> {
  await page.getByLabel('Numéro de candidat').fill(number);
  await page.getByLabel('Date de naissance').fill(born);
  await page.getByRole('button', { name: 'Voir mon résultat' }).click();
}
