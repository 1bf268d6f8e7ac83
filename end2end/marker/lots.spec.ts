// A marker's lots, and a lot as a form: with scripts or without.

import { expectAccessible } from '../helpers/axe';
import { scriptsRun } from '../helpers/page';
import { expect, test } from '../helpers/test';
import { cell, first, firstEmpty, openLot } from './marker';

test('a lot shows numbers and figures, and anybody can read it', async ({ page }) => {
  await openLot(page, first);
  await expect(page.getByRole('rowheader').first()).toHaveText(/\d{3} \d{3} [A-Z]/);
  await expect(page.getByRole('heading', { name: 'Le lot en chiffres' })).toBeVisible();
  await expectAccessible(page);
  await page.goto('/lots');
  await expectAccessible(page);
});

test('marks are sent as a form, each with its answer', async ({ page }) => {
  test.skip(scriptsRun(), 'with scripts marks leave one by one');
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

test('a lot with empty cells does not lock, and says how many', async ({ page }) => {
  await openLot(page, first);
  await page.getByLabel('Nombre de copies').fill('3');
  await page.getByLabel('Somme des notes').fill('1 284,5');
  await page.getByLabel('Nombre de codes').fill('0');
  await page.getByRole('button', { name: 'Verrouiller le lot' }).click();
  await expect(page.getByText(/Le lot a encore des cellules vides : \d+/)).toBeVisible();
  await expect(page.getByLabel('Somme des notes')).toHaveValue('1 284,5');
});
