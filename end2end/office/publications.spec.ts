// Publishing, taking back, publishing again: candidates see it at once.

import { lookUp, lookup } from '../candidate/candidate';
import { expectAccessible } from '../helpers/axe';
import { expect, test } from '../helpers/test';
import { openOffice, row } from './office';

test('a publication is taken back with a reason, and published again @postgres', async ({ page, server, somebody }) => {
  const candidate = await somebody();
  const mine = lookup(server, 'admis avec mention');
  const find = async (title: RegExp) => {
    await candidate.goto('/resultats');
    await lookUp(candidate, mine);
    await expect(candidate.getByRole('heading', { level: 1 })).toHaveText(title);
  };
  await openOffice(page, '/bureau/publications');
  await find(/^Admise?$/);

  await page.getByLabel('Motif').fill('Une note à revoir');
  await page.getByRole('button', { name: 'Retirer' }).click();
  await expect(page.getByText('Publication retirée : ses pages ne sont plus servies.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Publications de la session' })).toContainText('Retirée');
  await expectAccessible(page);
  await find(/^Aucun résultat à afficher$/);

  await page.getByLabel('Publier le jury 31202').check();
  await page.getByLabel("Heure d'ouverture, à Paris").fill('2026-07-01T10:00');
  await page.getByRole('button', { name: 'Publier' }).click();
  await expect(page.getByText('Résultats publiés : ouverture le 01/07/2026 à 10:00')).toBeVisible();
  await find(/^Admise?$/);
});

test('results before their hour, and juries that are not locked, are not shown', async ({ page, server }) => {
  await openOffice(page, '/bureau/publications');
  await expect(row(page, '20112')).toContainText('Pas encore verrouillé');
  await expect(row(page, '20112').getByRole('checkbox')).toHaveCount(0);
  await page.getByLabel('Motif').fill('Reportée');
  await page.getByRole('button', { name: 'Retirer' }).click();
  await page.getByRole('button', { name: 'Publier' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Publier le jury 31202').check();
  await page.getByLabel("Heure d'ouverture, à Paris").fill('2099-07-01T10:00');
  await page.getByRole('button', { name: 'Publier' }).click();
  await expect(page.getByText('En attente de l\'heure')).toBeVisible();
  await page.context().clearCookies();
  await page.goto('/resultats');
  await expect(page.getByText(/à partir du 01\/07\/2099 à 10:00(:00)?, heure de Paris/)).toBeVisible();
  await lookUp(page, lookup(server, 'admis avec mention'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Aucun résultat à afficher');
});
