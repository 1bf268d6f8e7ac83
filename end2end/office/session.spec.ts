// The exam office follows a session: what is to do, lots, missing marks, juries.

import { visit } from '../helpers/page';
import { expect, test } from '../helpers/test';
import { openOffice, row } from './office';

test('the overview says what is to do and leads there', async ({ page }) => {
  await openOffice(page);
  await expect(page.getByRole('heading', { level: 1, name: 'Bureau des examens' })).toBeVisible();
  await page.getByRole('link', { name: /^Notes manquantes : \d+/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Notes manquantes' })).toBeVisible();
});

test('a locked lot is taken in, and the overview asks for it no more @postgres', async ({ page }) => {
  await openOffice(page);
  await page.getByRole('link', { name: 'Lots verrouillés à décharger : 1' }).click();
  await page.getByLabel('État').selectOption({ label: 'Lots verrouillés' });
  await page.getByRole('button', { name: 'Afficher' }).click();
  await expect(row(page, 'Verrouillé')).toHaveCount(1);
  await row(page, 'Verrouillé').getByRole('rowheader').getByRole('link').click();
  await page.getByRole('button', { name: 'Décharger ce lot' }).click();
  await expect(page.getByText(/Notes prises en compte\s: \d+\./)).toBeVisible();
  await expect(page.getByText(/^Décharge de \d+ notes$/)).toBeVisible();
  await visit(page, '/bureau');
  await expect(page.getByRole('link', { name: /Lots verrouillés à décharger/ })).toHaveCount(0);
});

test('a locked lot is given back with a reason, which its log keeps', async ({ page }) => {
  await openOffice(page, '/bureau/lots?etat=locked');
  await row(page, 'Verrouillé').getByRole('rowheader').getByRole('link').click();
  await page.getByLabel('Motif de la réouverture').fill('Une copie mal lue');
  await page.getByRole('button', { name: 'Rouvrir le lot' }).click();
  await expect(page.getByText('Lot rouvert : son correcteur peut de nouveau saisir.')).toBeVisible();
  await expect(page.getByText('Lot rouvert : Une copie mal lue')).toBeVisible();
});

test('missing marks are named by candidate, with the lot to look in', async ({ page }) => {
  await openOffice(page, '/bureau/manquantes');
  await row(page, 'BCP25510').getByRole('link').click();
  const list = page.getByRole('region', { name: 'Par candidat' });
  await expect(list.getByRole('rowheader').first()).toBeVisible();
  await list.getByRole('listitem').getByRole('link').first().click();
  await expect(page.getByRole('heading', { name: 'Copies' })).toBeVisible();
});

test('a jury moves on when nothing holds it back, and says what does', async ({ page }) => {
  await openOffice(page, '/bureau/jurys');
  const jury = row(page, '25510 ·');
  await jury.getByRole('button', { name: 'Passer à 105' }).click();
  await expect(page.getByText('Jury passé à 105.')).toBeVisible();
  await expect(jury.getByRole('button', { name: 'Passer à 110' })).toHaveAttribute('aria-disabled', 'true');
  await expect(jury).toContainText('Des lots de ses candidats ne sont pas déchargés.');
  await expect(row(page, '20112 ·')).toContainText("C'est au jury de poursuivre.");
});

test('a candidate is found by name, and his file tells everything done', async ({ page }) => {
  await openOffice(page, '/bureau/candidats');
  const name = (await page.getByRole('rowheader').getByRole('link').first().innerText()).trim();
  await page.getByLabel('Nom, numéro de candidat').fill(name.toLowerCase());
  await page.getByRole('button', { name: 'Rechercher' }).click();
  await page.getByRole('link', { name }).first().click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await page.locator('form').filter({ hasText: 'Mettre sur liste rouge' }).getByLabel('Motif').fill('Lettre de la famille');
  await page.getByRole('button', { name: 'Mettre sur liste rouge' }).click();
  await expect(page.getByText('Modification enregistrée au journal.')).toBeVisible();
  await expect(page.getByText('Mis sur liste rouge : Lettre de la famille')).toBeVisible();
});
