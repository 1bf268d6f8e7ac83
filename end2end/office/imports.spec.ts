// A pupil file with a bad line: the good ones go in, the bad one is explained.

import { join } from 'node:path';
import { expectAccessible } from '../helpers/axe';
import { visit } from '../helpers/page';
import { expect, test } from '../helpers/test';
import { openOffice, row } from './office';

const PUPILS = join(import.meta.dirname, 'pupils.csv');

test('a pupil file is imported, and its report says what to mend @postgres', async ({ page }) => {
  await openOffice(page, '/bureau/imports');
  await page.getByLabel('Élèves (export').check();
  await page.getByLabel("UAI de l'établissement").fill('0350059Z');
  await page.getByLabel('Fichier').setInputFiles(PUPILS);
  await page.getByRole('button', { name: 'Importer' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Import de « pupils.csv »');
  await expect(page.getByText('Terminé avec rejets')).toBeVisible();
  const bad = row(page, '31/06/2008');
  await expect(bad).toContainText("n'est pas une date possible");
  await expect(bad.getByRole('cell').first()).toHaveText('3');
  await expectAccessible(page);

  await visit(page, '/bureau/candidats?q=essai');
  await expect(row(page, 'ESSAI PREMIER')).toBeVisible();
  await expect(row(page, 'ESSAI TROISIÈME')).toBeVisible();
  await expect(row(page, 'ESSAI SECOND')).toHaveCount(0);
  await visit(page, '/bureau/imports');
  await expect(row(page, 'pupils.csv')).toContainText('Terminé avec rejets');
});

test('a dry run changes nothing, and a file without a school is refused', async ({ page }) => {
  await openOffice(page, '/bureau/imports');
  await page.getByLabel("UAI de l'établissement").fill('0350059A');
  await page.getByLabel('Fichier').setInputFiles(PUPILS);
  await page.getByRole('button', { name: 'Importer' }).click();
  await expect(page.getByLabel("UAI de l'établissement")).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel("UAI de l'établissement")).toHaveValue('0350059A');
  await expectAccessible(page);
  await page.getByLabel("UAI de l'établissement").fill('0350059Z');
  await page.getByLabel(/^Essai à blanc/).check();
  await page.getByLabel('Fichier').setInputFiles(PUPILS);
  await page.getByRole('button', { name: 'Importer' }).click();
  await expect(page.getByText(/^Essai à blanc : rien n'a été enregistré/)).toBeVisible();
  await visit(page, '/bureau/candidats?q=essai');
  await expect(page.getByText('Aucun candidat trouvé')).toBeVisible();
});
