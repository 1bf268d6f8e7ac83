// A marker's lots, and a lot as a form: with scripts or without.

import { expectAccessible } from '../helpers/axe';
import { expect, test } from '../helpers/test';
import { first, openLot } from './marker';

test('a lot shows numbers and figures, and anybody can read it', async ({ page }) => {
  await openLot(page, first);
  await expect(page.getByRole('rowheader').first()).toHaveText(/\d{3} \d{3} [A-Z]/);
  await expect(page.getByRole('heading', { name: 'Le lot en chiffres' })).toBeVisible();
  await expectAccessible(page);
  await page.goto('/lots');
  await expectAccessible(page);
});

test('a lot with empty cells does not lock, and says how many', async ({ page }) => {
  await openLot(page, first);
  await page.getByLabel('Nombre de copies').fill('3');
  await page.getByLabel('Somme des notes').fill('1 284,5');
  await page.getByLabel('Nombre de codes').fill('0');
  for (const ten of await page.getByLabel(/^Copies \d+ à \d+/).all()) await ten.fill('100');
  await page.getByRole('button', { name: 'Verrouiller le lot' }).click();
  await expect(page.getByText(/Le lot a encore des cellules vides : \d+/)).toBeVisible();
  await expect(page.getByLabel('Somme des notes')).toHaveValue('1 284,5');
});
