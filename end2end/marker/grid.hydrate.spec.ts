// The grid at work: keys, the truth about each cell, a colleague, a cut line.

import { expectAccessible } from '../helpers/axe';
import { expect, test } from '../helpers/test';
import { cell, first, firstEmpty, openLot, savedLine, second } from './marker';

test('marks typed with the keyboard are saved and survive a reload', async ({ page }) => {
  await openLot(page, first);
  const row = await firstEmpty(page);
  await cell(page, row).focus();
  for (const typed of ['12', 'a', '&é', '0']) {
    await page.keyboard.type(typed);
    await page.keyboard.press('Enter');
  }
  await expect(cell(page, row + 4)).toBeFocused();
  await expect(savedLine(page)).toHaveText(/Tout est enregistré à \d\d:\d\d:\d\d/);
  await page.reload();
  for (const [place, value] of ['12', 'AB', '12', '0'].entries()) {
    await expect(cell(page, row + place)).toHaveValue(value);
  }
});

test('a refused value stays as typed, says why, and Esc and Delete do what they say', async ({ page }) => {
  await openLot(page, first);
  const row = await firstEmpty(page);
  await cell(page, row).focus();
  await page.keyboard.type('25');
  await page.keyboard.press('Enter');
  await expect(cell(page, row)).toHaveAttribute('aria-invalid', 'true');
  await expect(savedLine(page)).toContainText('1 note refusée');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'aller à la cellule' }).click();
  await expect(cell(page, row)).toBeFocused();
  await page.keyboard.type('15');
  await page.keyboard.press('Enter');
  await expect(savedLine(page)).toContainText('Tout est enregistré à');
  await cell(page, row).focus();
  await page.keyboard.type('7');
  await page.keyboard.press('Escape');
  await expect(cell(page, row)).toHaveValue('15');
  await page.keyboard.press('Delete');
  await expect(cell(page, row)).toHaveValue('');
  await expect(savedLine(page)).toContainText('Tout est enregistré à');
});

test('a colleague appears with his marks, and a conflict is a choice @postgres', async ({ page, somebody }) => {
  const colleague = await somebody();
  const lot = await openLot(page, first);
  await openLot(colleague, second);
  await colleague.goto(lot);
  await expect(page.getByText(/saisit aussi ce lot/)).toBeVisible();
  const row = await firstEmpty(page);

  await cell(colleague, row).focus();
  await colleague.keyboard.type('14');
  await colleague.keyboard.press('Enter');
  await expect(cell(page, row)).toHaveValue('14');

  // Both type in one cell: the second to leave it meets what the first left.
  await cell(page, row + 1).focus();
  await page.keyboard.type('8');
  await cell(colleague, row + 1).focus();
  await colleague.keyboard.type('11');
  await colleague.keyboard.press('Enter');
  await expect(savedLine(colleague)).toContainText('Tout est enregistré à');
  await page.keyboard.press('Enter');
  await expect(savedLine(page)).toContainText('1 conflit');
  // Both values, and whose they are.
  await expect(page.getByRole('definition').filter({ hasText: /^Fatou Sarr, à \d\d:\d\d/ })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Garder la sienne : 11' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Garder la mienne : 8' }).click();
  await expect(savedLine(page)).toContainText('Tout est enregistré à');
  await expect(cell(colleague, row + 1)).toHaveValue('8');

  await cell(page, row + 1).focus();
  await page.keyboard.press('Alt+h');
  await expect(page.getByRole('dialog')).toContainText('8 arrivée trop tard : 11 était en place');
});

test('a second tab of the same marker takes over, and both show the same', async ({ page, context }) => {
  const lot = await openLot(page, first);
  const tab = await context.newPage();
  await tab.goto(lot);
  await expect(tab.getByText(/ouvert dans un autre onglet/)).toBeVisible();
  const row = await firstEmpty(tab);
  await cell(tab, row).focus();
  await tab.keyboard.type('13');
  await tab.keyboard.press('Enter');
  await expect(savedLine(tab)).toContainText('Tout est enregistré à');
  await expect(cell(page, row)).toHaveValue('13');
});

test('a copy is found by its number', async ({ page }) => {
  await openLot(page, first);
  const number = await page.getByRole('rowheader').nth(4).locator('.code').innerText();
  await cell(page, 0).focus();
  await page.keyboard.press('/');
  await page.keyboard.type(number);
  await page.keyboard.press('Enter');
  await expect(cell(page, 4)).toBeFocused();
});
