// The same without scripts: a form that asks its own address.

import { expectAccessible } from '../helpers/axe';
import { expect, test } from '../helpers/test';
import { enter, member } from './jury';

test('suppositions are sent, answered and given back', async ({ page }) => {
  await enter(page, member);
  await page.getByRole('link', { name: 'Simulation', exact: true }).click();
  await page.getByLabel('Admission', { exact: true }).fill('9,5');
  await page.getByLabel('Mention bien', { exact: true }).fill('21');
  await page.getByLabel('Neutraliser Grand oral').check();
  await page.getByRole('button', { name: 'Simuler' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'En mieux' })).toBeVisible();
  await expect(page.getByLabel('Admission', { exact: true })).toHaveValue('9,5');
  await expect(page.getByLabel('Mention bien', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Neutraliser Grand oral')).toBeChecked();
  await expectAccessible(page);
});
