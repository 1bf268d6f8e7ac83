// Marks typed without scripts: a form, and an answer for each.

import { logIn } from '../helpers/page';
import { expect, test } from '../helpers/test';
import { cell, first, firstEmpty, openLot } from './marker';
import { makeWideLot } from './wide';

test('marks are sent as a form, each with its answer', async ({ page }) => {
  await openLot(page, first);
  const row = await firstEmpty(page);
  await cell(page, row).fill('12');
  await cell(page, row + 1).fill('ab');
  await page.getByRole('button', { name: 'Enregistrer les notes' }).click();
  await expect(page.getByText('Notes enregistrées : 2.')).toBeVisible();
  await expect(cell(page, row)).toHaveValue('12');
  await expect(cell(page, row + 1)).toHaveValue('AB');

  await cell(page, row).fill('25');
  await cell(page, row + 2).fill('9');
  await page.getByRole('button', { name: 'Enregistrer les notes' }).click();
  await expect(cell(page, row)).toHaveValue('25');
  await expect(cell(page, row)).toHaveAttribute('aria-invalid', 'true');
  await expect(cell(page, row + 2)).toHaveValue('9');
  await expect(page.getByText('La note dépasse 20.').first()).toBeVisible();
});

test('a wide lot is one form, without the grid that scripts would make of it', async ({ page, server }) => {
  const lot = await makeWideLot(server);
  await logIn(page, first);
  await page.goto(lot);
  await expect(page.getByRole('table')).toHaveCount(1);
  await cell(page, 0).fill('11');
  await page.getByRole('button', { name: 'Enregistrer les notes' }).click();
  await expect(cell(page, 0)).toHaveValue('11');
});
