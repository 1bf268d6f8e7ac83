// Pages that are not there, or not for this person.

import { expectAccessible } from '../helpers/axe';
import { account, hydrated, logIn } from '../helpers/page';
import { expect, test } from '../helpers/test';

test('an address that leads nowhere says so, and leads home', async ({ page }) => {
  const answer = await page.goto('/nulle-part');
  expect(answer?.status()).toBe(404);
  await hydrated(page);
  await expect(page.getByRole('heading', { level: 1, name: 'Page introuvable' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: "Retour à l'accueil" }).click();
  await expect(page).toHaveURL('/');
});

test('a page for others is refused, and a visitor is asked who he is', async ({ page }) => {
  await page.goto('/bureau');
  await expect(page).toHaveURL(/\/connexion/);
  await logIn(page, account('correcteur1'));
  const answer = await page.goto('/comptes');
  expect(answer?.status()).toBe(403);
  await expect(page.getByRole('heading', { level: 1, name: 'Accès refusé' })).toBeVisible();
  await expectAccessible(page);
});
