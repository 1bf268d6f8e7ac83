// A marker's lots, and a lot as a form: with scripts or without.

import { expectAccessible } from '../helpers/axe';
import { expect, test } from '../helpers/test';
import { scriptsRun } from '../helpers/page';
import { cell, first, firstEmpty, openLot, savedLine } from './marker';

test('a lot shows numbers and figures, and anybody can read it', async ({ page }) => {
  await openLot(page, first);
  await expect(page.getByRole('rowheader').first()).toHaveText(/\d{3} \d{3} [A-Z]/);
  await expect(page.getByRole('heading', { name: 'Le lot en chiffres' })).toBeVisible();
  await expectAccessible(page);
  await page.goto('/lots');
  await expectAccessible(page);
});

test('totals are asked for once every copy has its mark, and wrong ones stay as typed', async ({ page }) => {
  await openLot(page, first);
  await expect(page.getByText(/Il reste \d+ cellules vides/)).toBeVisible();
  await expect(page.getByLabel('Somme des notes')).toHaveCount(0);
  const fields = page.locator('[id^="c-"][id$="-0"]');
  for (let row = await firstEmpty(page); row < (await fields.count()); row++) await cell(page, row).fill('10');
  if (scriptsRun()) {
    await page.getByLabel('Chercher une copie').focus();
    await expect(savedLine(page)).toContainText('Tout est enregistré à');
  } else {
    await page.getByRole('button', { name: 'Enregistrer les notes' }).click();
  }
  await page.getByLabel('Nombre de copies').fill('3');
  await page.getByLabel('Somme des notes').fill('1 284,5');
  await page.getByLabel('Nombre de codes').fill('0');
  for (const ten of await page.getByLabel(/^Copies \d+ à \d+/).all()) await ten.fill('100');
  await page.getByRole('button', { name: 'Verrouiller le lot' }).click();
  await expect(page.getByLabel('Somme des notes')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Somme des notes')).toHaveValue('1 284,5');
  await expectAccessible(page);
});
