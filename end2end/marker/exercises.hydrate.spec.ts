// An épreuve made of exercises: each out of its own points, and beside them the mark they add up to.

import { expectAccessible } from '../helpers/axe';
import { hydrated, logIn } from '../helpers/page';
import { expect, test } from '../helpers/test';
import { first, savedLine } from './marker';

test('exercises are typed out of their own points and add up', async ({ page }) => {
  await logIn(page, first);
  await page.goto('/lots');
  const lot = page.locator('section').filter({ hasText: "Préparation d'une opération, lot 1" });
  await lot.getByRole('link', { name: 'Saisir' }).click();
  await hydrated(page);
  const at = (row: number, column: number) => page.locator(`#c-${row}-${column}`);
  const total = (row: number) => page.locator(`#t-${row}-0`);
  const firsts = await page.locator('[id^="c-"][id$="-0"]').evaluateAll((all) => all.map((it) => (it as HTMLInputElement).value));
  const row = firsts.indexOf('');
  await expect(total(row)).toHaveText('–');
  await expect(page.getByRole('grid')).toHaveAttribute('aria-colcount', '5');

  await at(row, 0).focus();
  await page.keyboard.type('9');
  await page.keyboard.press('Tab');
  await expect(page.getByText('La note dépasse 8.').first()).toBeVisible();
  await at(row, 0).focus();
  await page.keyboard.type('6,25');
  await page.keyboard.press('Tab');
  await page.keyboard.type('4');
  await page.keyboard.press('Tab');
  await expect(total(row)).toHaveText('–');
  await page.keyboard.type('3,5');
  await page.keyboard.press('Enter');
  await expect(total(row)).toHaveText('14');
  await expect(savedLine(page)).toContainText('Tout est enregistré');
  await page.reload();
  await hydrated(page);
  await expect(total(row)).toHaveText('14');
  await expect(total(row)).toHaveAttribute('aria-colindex', '5');
  await expectAccessible(page);
});
