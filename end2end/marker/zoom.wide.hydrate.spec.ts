// A desk at a zoom of 400 %: few lines are in sight, and the cell that is typed in is one of them.

import type { Page } from '@playwright/test';
import { expectAccessible } from '../helpers/axe';
import { expectFocusSeen } from '../helpers/page';
import { expect, test } from '../helpers/test';
import { cell, first, firstEmpty, openLot, savedLine } from './marker';
import { openWideLot } from './wide';

// 1280 by 800.
test.use({ viewport: { width: 320, height: 200 }, deviceScaleFactor: 4 });

const expectCaretSeen = (page: Page) => expectFocusSeen(page, page.locator('[role=grid] :focus'));

async function typeInSight(page: Page, marks: string[]): Promise<void> {
  for (const mark of marks) {
    await page.keyboard.type(mark);
    await expectCaretSeen(page);
    await page.keyboard.press('Enter');
    await expectCaretSeen(page);
  }
}

test('marks of a pile are typed in sight, and one that is refused says why', async ({ page }) => {
  await openLot(page, first);
  const row = await firstEmpty(page);
  await cell(page, row).focus();
  await typeInSight(page, ['12', '9', '7']);
  await expect(savedLine(page)).toContainText('Tout est enregistré à');
  await expect(savedLine(page)).toBeInViewport();
  await typeInSight(page, ['99']);
  await page.keyboard.press('ArrowUp');
  await expectCaretSeen(page);
  await expect(page.getByRole('gridcell').getByText('La note dépasse 20.')).toBeInViewport();
  await expectAccessible(page);
});

test('each test of a copy is typed in sight, whose it is beside it, and one that is refused says why', async ({ page, server }) => {
  await openWideLot(page, server);
  await page.locator('#c-0-0').focus();
  await typeInSight(page, ['12', '9']);
  for (let column = 1; column < 10; column++) {
    await page.keyboard.press('ArrowRight');
    await expectCaretSeen(page);
  }
  const number = page.locator('[aria-current] [role=rowheader]');
  await expect(number).toBeInViewport({ ratio: 0.9 });
  await page.keyboard.type('99');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowUp');
  await expectCaretSeen(page);
  const said = page.locator('[data-state=refused]').evaluate((cell) => getComputedStyle(cell, '::after').content);
  expect(await said).toContain('La note dépasse 20.');
  await expectAccessible(page);
});
