// What the journeys of the exam office share.

import type { Locator, Page } from '@playwright/test';
import { account, logIn, visit } from '../helpers/page';

/** Opens the exam office, at an address of its own. */
export async function openOffice(page: Page, path = '/bureau'): Promise<void> {
  await logIn(page, account('dec1'));
  await visit(page, path);
}

/** A row of any table, by a text in it. */
export function row(page: Page, text: string | RegExp): Locator {
  return page.getByRole('row').filter({ hasText: text });
}
