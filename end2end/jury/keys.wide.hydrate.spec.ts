// The president's keys.

import { expect, test } from '../helpers/test';
import { candidates, confirmed, enter, panel, president } from './jury';

test('keys change candidate and confirm, and can be switched off', async ({ page }) => {
  await enter(page, president);
  await page.keyboard.press('ArrowDown');
  const number = (await candidates(page).first().getByRole('link').innerText()).trim();
  await expect(panel(page, number)).toBeVisible();
  await page.getByLabel(/^Raccourcis clavier/).uncheck();
  await page.keyboard.press('c');
  await page.getByLabel(/^Raccourcis clavier/).check();
  await page.getByRole('heading', { level: 1 }).click();
  expect(await confirmed(page)).toBe(0);
  await page.keyboard.press('c');
  await expect(page.getByText('Confirmée par Claire Morvan')).toBeVisible();
  expect(await confirmed(page)).toBe(1);
});
