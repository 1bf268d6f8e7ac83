// The exam office sets the situation of a candidate: what the law must know of him beside his marks.

import type { Page } from '@playwright/test';
import { expectAccessible } from '../helpers/axe';
import { expectNoSideScroll, visit } from '../helpers/page';
import { expect, test } from '../helpers/test';
import { openOffice, row } from './office';

/** Opens the file of a candidate who misses a mark. */
async function openCandidate(page: Page): Promise<void> {
  await openOffice(page, '/bureau/manquantes');
  await row(page, 'BCP25510').getByRole('link').click();
  const list = page.getByRole('region', { name: 'Par candidat' });
  await list.getByRole('rowheader').getByRole('link').first().click();
  await expect(page.getByRole('heading', { name: 'Candidature' })).toBeVisible();
}

const change = (page: Page) => page.getByRole('link', { name: 'Modifier la situation' }).click();
const save = (page: Page) => page.getByRole('button', { name: 'Enregistrer la situation' }).click();

/** The first cell without a mark. */
function missing(page: Page) {
  return page.getByRole('group', { name: 'Manquante' }).first();
}

test('a situation is set, every fault told at once, and read on the file @postgres', async ({ page }) => {
  await openCandidate(page);
  await change(page);
  await expect(page.getByRole('heading', { level: 1, name: 'Situation du candidat' })).toBeVisible();
  await page.getByText('Épreuve par épreuve').click();
  await expectAccessible(page);
  await expectNoSideScroll(page);

  await page.getByLabel('Épreuve facultative 1').fill('beaucoup');
  await page.getByLabel('Épreuve facultative 2').fill('12,5');
  await page.getByLabel('Sanction disciplinaire').selectOption('Privation de mention');
  await missing(page).getByLabel('Note provisoire').fill('AB');
  await save(page);
  const faults = page.getByRole('alert');
  await expect(faults).toContainText("Rien n'est enregistré");
  await expect(faults.getByRole('link')).toHaveCount(2);
  await expect(page.getByLabel('Épreuve facultative 1')).toHaveValue('beaucoup');
  await expect(page.getByLabel('Épreuve facultative 1')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Épreuve facultative 2')).toHaveValue('12,5');
  await expect(missing(page).getByLabel('Note provisoire')).toHaveValue('AB');
  await expectAccessible(page);
  await expectNoSideScroll(page);

  await faults.getByRole('link', { name: /^Épreuve facultative 1/ }).click();
  await page.getByLabel('Épreuve facultative 1').fill('14');
  await missing(page).getByLabel('Note provisoire').fill('');
  await missing(page).getByLabel('Motif de la levée').fill('Copie perdue');
  await save(page);
  await expect(page.getByText('Situation enregistrée.')).toBeVisible();
  const file = page.getByRole('definition');
  await expect(file.filter({ hasText: /^14\s*12,5$/ })).toBeVisible();
  await expect(file.filter({ hasText: 'Privation de mention' })).toBeVisible();
  await expect(file.filter({ hasText: /: Copie perdue$/ })).toBeVisible();
  await expect(row(page, /situation\s: facultatives 14, 12,5/)).toContainText('privation de mention');
  await expectAccessible(page);
});

test('a renunciation is for good', async ({ page }) => {
  await openCandidate(page);
  await change(page);
  await page.getByRole('checkbox', { name: 'Mathématiques' }).last().check();
  await save(page);
  await change(page);
  await expect(page.getByText(/Renonciation enregistrée, définitive\s: Mathématiques\./)).toBeVisible();
  await save(page);
  await expect(page.getByText("Rien n'a changé : c'était déjà le cas.")).toBeVisible();
});

test('what somebody else saved meanwhile is shown, and what was typed is kept', async ({ page, somebody }) => {
  await openCandidate(page);
  await change(page);
  await page.getByLabel('Épreuve facultative 1').fill('11');
  const other = await somebody();
  await openCandidate(other);
  await change(other);
  await other.getByLabel('Sanction disciplinaire').selectOption("Nullité de l'examen");
  await save(other);
  await save(page);
  await expect(page.getByText('La situation a changé entre-temps')).toBeVisible();
  await expect(page.getByRole('definition').filter({ hasText: "Nullité de l'examen" })).toBeVisible();
  await expect(page.getByLabel('Épreuve facultative 1')).toHaveValue('11');
  await expectAccessible(page);
  await page.getByLabel('Sanction disciplinaire').selectOption("Nullité de l'examen");
  await save(page);
  await expect(page.getByText('Situation enregistrée.')).toBeVisible();
});

test('a jury that deliberates leaves a situation to be read', async ({ page }) => {
  await openOffice(page);
  await visit(page, '/bureau/candidats/1/situation');
  await expect(page.getByText('Le jury 20112 a commencé à délibérer')).toBeVisible();
  await expect(page.getByRole('definition')).toContainText('Spécialité 1');
  await expect(page.getByRole('button', { name: 'Enregistrer la situation' })).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Retour au candidat' }).click();
  await expect(page.getByRole('link', { name: 'Modifier la situation' })).toHaveCount(0);
});
