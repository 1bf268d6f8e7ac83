// The states of cells in every way of seeing: light, dark, forced colours; each with a sign or a word.

import { expectAccessible } from '../helpers/axe';
import { expect, test } from '../helpers/test';
import { cell, first, firstEmpty, openLot, savedLine } from './marker';
import { openWideLot } from './wide';

test('states are told by a sign, whatever the colours', async ({ page, server }) => {
  await openWideLot(page, server);
  await page.locator('#c-0-0').focus();
  for (const typed of ['12', '25', 'a']) {
    await page.keyboard.type(typed);
    await page.keyboard.press('Enter');
  }
  await expect(savedLine(page)).toContainText('1 note refusée');
  await expect(page.locator('#c-2-0').locator('..')).toHaveAttribute('data-state', 'saved');
  const signs = await page.evaluate(() =>
    [0, 1, 2, 3].map((row) => getComputedStyle(document.querySelector(`#c-${row}-0`)!.parentElement!, '::before').content),
  );
  expect(new Set(signs).size, 'saved, refused, saved, empty').toBe(3);
  await expectAccessible(page);
  await page.emulateMedia({ forcedColors: 'active' });
  await expectAccessible(page, false);
});

test('the grid of a usual lot is accessible in forced colours', async ({ page }) => {
  await openLot(page, first);
  await cell(page, await firstEmpty(page)).focus();
  await page.emulateMedia({ forcedColors: 'active' });
  await expectAccessible(page, false);
});
