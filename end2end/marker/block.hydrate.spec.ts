// Blocks of a spreadsheet: shown before they are written, matched by number, undone as one.

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../helpers/axe';
import { expect, test } from '../helpers/test';
import { cell, first, firstEmpty, openLot, savedLine } from './marker';

/** Puts a text in the clipboard and presses the keys that paste it in the cell. */
async function paste(page: Page, row: number, text: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await cell(page, row).focus();
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.keyboard.press('Control+V');
}

/** The number of a copy as it stands in the grid. */
async function number(page: Page, row: number): Promise<string> {
  return (await page.getByRole('rowheader').nth(row).locator('.code').innerText()).trim();
}

const block = (page: Page) => page.getByRole('dialog', { name: 'Coller un bloc' });

test('a block without numbers asks for the letter of its last copy, and is undone at once, even after a reload', async ({
  page,
}) => {
  await openLot(page, first);
  const row = await firstEmpty(page);
  await paste(page, row, '12,5\r\n\u00a08\u00a0\r\nabs\r\n25\r\n');
  await expect(block(page)).toContainText('Notes à écrire : 3');
  await expect(block(page)).toContainText('À corriger : 1');
  await expectAccessible(page, false);
  await expect(cell(page, row)).toHaveValue('');

  const button = block(page).getByRole('button', { name: 'Coller 3 notes' });
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  const letter = (await number(page, row + 3)).slice(-1);
  const field = block(page).getByLabel(/Lettre de la dernière copie/);
  await field.fill(letter === 'A' ? 'B' : 'A');
  await expect(block(page)).toContainText('le bloc est décalé');
  await field.fill(letter.toLowerCase());
  await button.click();
  for (const [place, value] of ['12,5', '8', 'AB', ''].entries()) {
    await expect(cell(page, row + place)).toHaveValue(value);
  }
  await expect(savedLine(page)).toContainText('Tout est enregistré à');

  await page.reload();
  await expect(page.getByRole('button', { name: 'Annuler' })).toBeVisible();
  await cell(page, row).focus();
  await page.keyboard.press('Control+z');
  for (const place of [0, 1, 2]) await expect(cell(page, row + place)).toHaveValue('');
  await page.keyboard.press('Control+Shift+z');
  await expect(cell(page, row)).toHaveValue('12,5');
  await expect(savedLine(page)).toContainText('Tout est enregistré à');
});

test('numbers of copies put each mark in its place, and what fits none is told', async ({ page }) => {
  await openLot(page, first);
  const row = await firstEmpty(page);
  const [one, two] = [await number(page, row), await number(page, row + 1)];
  await paste(page, row, `Copie\tFrançais\tAvis\n${two}\t9,5\tbien\n${one}\t11\t\n104 237 Z\t12\t\nTotal\t32,5\t\n`);
  await expect(block(page)).toContainText('Chaque ligne est reconnue par son numéro de copie.');
  await expect(block(page)).toContainText('Colonnes laissées de côté : Avis.');
  await expect(block(page).getByRole('row').filter({ hasText: '104 237 Z' })).toBeVisible();
  await expect(block(page)).toContainText('ligne de total, laissée de côté');
  await block(page).getByRole('button', { name: 'Coller 2 notes' }).click();
  await expect(cell(page, row)).toHaveValue('11');
  await expect(cell(page, row + 1)).toHaveValue('9,5');
});

test('a block too long is refused whole, and a selection is copied as a spreadsheet reads it', async ({ page }) => {
  await openLot(page, first);
  const row = await firstEmpty(page);
  await paste(page, row, '8\n'.repeat(60));
  await expect(block(page)).toContainText('Le bloc compte 60 lignes');
  await page.keyboard.press('Escape');
  await expect(cell(page, row)).toBeFocused();
  await expect(cell(page, row)).toHaveValue('');

  await cell(page, 0).focus();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.locator('[role=gridcell][aria-selected=true]')).toHaveCount(3);
  await page.keyboard.press('Control+C');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const values = await Promise.all([0, 1, 2].map((place) => cell(page, place).inputValue()));
  expect(copied).toBe(values.join('\n'));
});

test('habits are chosen once and follow the marker', async ({ page }) => {
  const lot = await openLot(page, first);
  await page.getByRole('button', { name: 'Réglages' }).click();
  const choices = page.getByRole('dialog', { name: 'Réglages' });
  // The first choice is slow to be kept: those after it do not overtake it.
  let asked = 0;
  await page.route('**/api/keep_grid_choices*', async (route) => {
    if (asked++ === 0) await new Promise((slow) => setTimeout(slow, 1_000));
    await route.continue();
  });
  const kept = page.waitForResponse((it) => it.url().includes('keep_grid_choices') && asked > 1);
  await choices.getByLabel('125 se lit 12,5').check();
  await choices.getByLabel('Passer seul à la copie suivante').check();
  await choices.getByLabel('Raccourcis d’une seule touche').uncheck();
  await expectAccessible(page, false);
  await page.keyboard.press('Escape');
  expect((await kept).request().postDataJSON().choices).toMatchObject({ tenths: true, onward: true, single_keys: false });
  await page.goto(lot);
  await expect(page.getByRole('button', { name: 'Réglages' })).toBeVisible();
  const row = await firstEmpty(page);
  await cell(page, row).focus();
  await page.keyboard.type('125a');
  await expect(cell(page, row + 2)).toBeFocused();
  await expect(cell(page, row)).toHaveValue('12,5');
  await expect(cell(page, row + 1)).toHaveValue('AB');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.getByLabel('À compléter seulement').check();
  await expect(cell(page, 0)).toBeHidden();
  await expect(cell(page, row + 2)).toBeVisible();
});

test('a lot goes out as a file and comes back through the same preview', async ({ page, faults }) => {
  // The answer to a file that is no table.
  faults.expect(/422/);
  await openLot(page, first);
  const row = await firstEmpty(page);
  const copy = (await number(page, row)).replaceAll(' ', '');
  const leaving = page.waitForEvent('download');
  await page.getByRole('link', { name: 'CSV' }).click();
  const download = await leaving;
  expect(download.suggestedFilename()).toMatch(/\.csv$/);
  const lines = readFileSync(await download.path(), 'utf8').split('\r\n');
  expect(lines[0]).toContain('Copie;');
  const filled = lines.map((line) => (line.startsWith(`${copy};`) ? `${copy};13,5` : line));
  expect(filled).not.toEqual(lines);

  const file = page.getByLabel('Reprendre un fichier');
  await file.setInputFiles({ name: 'notes.csv', mimeType: 'text/csv', buffer: Buffer.from(filled.join('\r\n')) });
  await expect(block(page)).toContainText('Notes à écrire : 1');
  await block(page).getByRole('button', { name: 'Coller 1 notes' }).click();
  await expect(cell(page, row)).toHaveValue('13,5');

  await file.setInputFiles({ name: 'notes.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') });
  await expect(block(page)).toContainText('ne se lit pas ici');
});

test('what is not saved yet goes out with the lot', async ({ page, faults }) => {
  faults.expect(/net::ERR_/);
  await openLot(page, first);
  const row = await firstEmpty(page);
  const copy = (await number(page, row)).replaceAll(' ', '');
  await page.route('**/api/save_marks*', (route) => route.abort());
  await cell(page, row).focus();
  await page.keyboard.type('17,5');
  await page.keyboard.press('Enter');
  await expect(savedLine(page)).toContainText('1 note en attente');
  const leaving = page.waitForEvent('download');
  await page.getByRole('link', { name: 'CSV' }).click();
  const text = readFileSync(await (await leaving).path(), 'utf8');
  expect(text).toContain(`${copy};17,5`);
  await page.unroute('**/api/save_marks*');
  await expect(savedLine(page)).toContainText('Tout est enregistré à');
});

test('a block with a hole leaves the copy of the hole alone', async ({ page }) => {
  await openLot(page, first);
  const row = await firstEmpty(page);
  await paste(page, row, '8\r\n\r\n9\r\n');
  await block(page).getByLabel(/Lettre de la dernière copie/).fill((await number(page, row + 2)).slice(-1));
  await block(page).getByRole('button', { name: 'Coller 2 notes' }).click();
  for (const [place, value] of ['8', '', '9'].entries()) await expect(cell(page, row + place)).toHaveValue(value);
});
