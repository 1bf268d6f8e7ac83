// What the journeys of a marker share: the accounts of the demonstration, its unfinished lot, the cells of a lot.

import { expect, type Locator, type Page } from '@playwright/test';
import { account, hydrated, logIn, type Account } from '../helpers/page';

/** Two markers of the same unfinished lot. */
export const first = account('correcteur1');
export const second = account('correcteur2');

/** Opens the lot that is left to mark; gives its address. */
export async function openLot(page: Page, account: Account, origin = ''): Promise<string> {
  await logIn(page, account, origin);
  await page.goto(`${origin}/lots`);
  await page.getByRole('link', { name: 'Saisir' }).first().click();
  await expect(page).toHaveURL(/\/lots\/\d+$/);
  await hydrated(page);
  return origin + new URL(page.url()).pathname;
}

/** The field of a copy, by its place in the pile, from 0. */
export function cell(page: Page, row: number): Locator {
  return page.locator(`#c-${row}-0`);
}

/** The place of the first copy that has no mark yet. */
export async function firstEmpty(page: Page): Promise<number> {
  const values = await page.locator('[id^="c-"][id$="-0"]').evaluateAll((fields) =>
    fields.map((field) => (field as HTMLInputElement).value),
  );
  return values.indexOf('');
}

export function savedLine(page: Page): Locator {
  return page.locator('#saved-line');
}
