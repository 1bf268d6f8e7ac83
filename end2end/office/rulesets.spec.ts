// The exam office reads the law, compares it, checks a text, and keeps the académie's part.

import { visit } from '../helpers/page';
import { expect, test } from '../helpers/test';
import { openOffice, row } from './office';

test('a ruleset is read as a table and sentences, and its text goes out', async ({ page }) => {
  await openOffice(page, '/bureau/reglements');
  await row(page, 'BCP25303').getByRole('link').click();
  await expect(row(page, 'Épreuve scientifique')).toContainText('rubrique');
  await expect(row(page, 'livret, terminale')).toContainText('partie');
  await expect(page.getByText(/Admission à une moyenne d’au moins 10/)).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Télécharger le texte' }).click();
  expect((await download).suggestedFilename()).toBe('BCP25303.toml');
});

test("the académie's part has versions, each with who and when @postgres", async ({ page }) => {
  await openOffice(page, '/bureau/reglements?code=BCP25510');
  await expect(page.getByText('Aucune version')).toBeVisible();
  await page.getByLabel('Pièces justificatives demandées').fill('Pièce d’identité\n\nAttestation de PFMP');
  await page.getByRole('button', { name: 'Enregistrer une nouvelle version' }).click();
  await expect(page.getByText("Volet de l'académie enregistré : version 1.")).toBeVisible();
  await expect(page.getByText(/^Version 1, /)).toBeVisible();
  await expect(page.getByLabel('Pièces justificatives demandées')).toHaveValue('Pièce d’identité\nAttestation de PFMP');
  await page.getByRole('button', { name: 'Enregistrer une nouvelle version' }).click();
  await expect(page.getByText("Rien n'a changé : c'était déjà le cas.")).toBeVisible();
});

test('a ruleset a jury has opened on is read only', async ({ page }) => {
  await openOffice(page, '/bureau/reglements?code=BCG24');
  await expect(page.getByText(/Un jury a été ouvert le .* ce volet ne change plus\./)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Enregistrer une nouvelle version' })).toHaveCount(0);
});

test('two rulesets are compared in words, and tried without touching anything', async ({ page }) => {
  await openOffice(page, '/bureau/reglements');
  await page.getByRole('link', { name: 'Comparer deux règlements' }).click();
  await page.getByLabel('Règlement en vigueur').selectOption('BCP31202');
  await page.getByLabel('Règlement à essayer').selectOption('BCP09');
  await page.getByRole('button', { name: 'Comparer', exact: true }).click();
  await expect(page.getByText('Simulation', { exact: true })).toBeVisible();
  await expect(page.getByText(/^Candidats essayés : 80\. Décisions changées : \d+\.$/)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Différences' })).toBeVisible();
});

test('a text is checked: every fault at once, or none', async ({ page }) => {
  await openOffice(page, '/bureau/reglements/verifier');
  await page.getByRole('button', { name: 'Vérifier' }).click();
  await expect(page.getByText("Collez le texte d'un règlement.")).toBeVisible();
  const answer = await page.request.get('/bureau/reglements/texte?code=BTSSIO');
  const text = await answer.text();
  await page.getByLabel('Texte du règlement').fill(text.replace('coef = 3', 'coef = 4').replace('code = "E7"', 'code = "E6"'));
  await page.getByRole('button', { name: 'Vérifier' }).click();
  await expect(page.getByText(/ligne \d+, colonne \d+, expected_coefficients/)).toBeVisible();
  await expect(page.getByText(/E6 est nommé deux fois/)).toBeVisible();
  await expect(page.getByLabel('Texte du règlement')).toHaveValue(/BTSSIO/);
  await page.getByLabel('Texte du règlement').fill(text);
  await page.getByRole('button', { name: 'Vérifier' }).click();
  await expect(page.getByText('BTSSIO : sans faute, cas d\'exemple justes : 8.')).toBeVisible();
});

test('a code that is none is no page', async ({ page }) => {
  await openOffice(page);
  await visit(page, '/bureau/reglements?code=RIEN');
  await expect(page.getByText('Le règlement « RIEN » n\'existe pas.')).toBeVisible();
});
