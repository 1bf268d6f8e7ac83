import { expectAccessible } from '../helpers/axe';
import { expect, test } from '../helpers/test';

test('the home page opens for anybody', { tag: '@postgres' }, async ({ page }) => {
  const answer = await page.goto('/');
  expect(answer?.status()).toBe(200);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expectAccessible(page);
});
