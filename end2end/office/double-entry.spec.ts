// A lot entered twice: asked for, entered blind by somebody else, compared, settled, taken in.

import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '../helpers/axe';
import { account, expectNoSideScroll, hydrated, logIn, scriptsRun, visit } from '../helpers/page';
import { expect, test } from '../helpers/test';
import { cell, savedLine } from '../marker/marker';

/** The lot of the demonstration that is locked. */
const LOT = '/bureau/lots/34';

const hundredths = (mark: string): number => Math.round(Number(mark.replace(',', '.')) * 100);
const sum = (marks: string[]): string =>
  String(marks.filter((mark) => /^\d/.test(mark)).reduce((sum, mark) => sum + hundredths(mark), 0) / 100).replace('.', ',');

/** The marks of a locked lot, as the office reads them. */
async function marksOf(page: Page): Promise<string[]> {
  const cells = page.getByRole('region', { name: 'Copies' }).locator('tbody tr td:nth-of-type(2)');
  return (await cells.allInnerTexts()).map((text) => text.trim());
}

/** Differences that say so. */
function settled(page: Page, text: string): Locator {
  return page.getByRole('listitem').filter({ hasText: text });
}

async function enter(page: Page, marks: string[]): Promise<void> {
  for (const [n, mark] of marks.entries()) await cell(page, n).fill(mark);
  if (scriptsRun()) {
    await page.getByLabel('Chercher une copie').focus();
    await expect(savedLine(page)).toContainText('Tout est enregistré à');
  } else {
    await page.getByRole('button', { name: 'Enregistrer les notes' }).click();
  }
}

async function lock(page: Page, marks: string[]): Promise<void> {
  await page.getByLabel('Nombre de copies').fill(String(marks.length));
  await page.getByLabel('Somme des notes').fill(sum(marks));
  await page.getByLabel('Nombre de codes').fill(String(marks.filter((mark) => /^[A-Z]/.test(mark)).length));
  for (const [n, ten] of (await page.getByLabel(/^Copies \d+ à \d+/).all()).entries()) {
    await ten.fill(sum(marks.slice(n * 10, n * 10 + 10)));
  }
  await page.getByRole('button', { name: 'Verrouiller le lot' }).click();
}

test('a lot is entered twice, and only what differs is settled @postgres', async ({ page, somebody }) => {
  test.slow();
  await logIn(page, account('dec1'));
  await visit(page, LOT);
  const first = await marksOf(page);
  expect(first.length).toBeGreaterThan(10);
  await page.getByRole('button', { name: 'Demander une seconde saisie' }).click();
  await expect(page.getByText('Seconde saisie créée. Confiez-la à une autre personne.')).toBeVisible();
  const label = await page.getByRole('heading', { level: 1 }).innerText();
  expect(label).toContain('(seconde saisie)');

  // Not to whoever entered it first.
  const give = async (who: string) => {
    const lots = page.locator('form[action="/bureau/preparation/confier"]');
    const wanted = await lots.getByLabel('Lot').locator('option').filter({ hasText: label }).innerText();
    await lots.getByLabel('Lot').selectOption({ label: wanted });
    const person = await lots.getByLabel('Correcteur').locator('option').filter({ hasText: `(${who})` }).innerText();
    await lots.getByLabel('Correcteur').selectOption({ label: person });
    await page.getByRole('button', { name: 'Confier', exact: true }).click();
  };
  await visit(page, '/bureau/preparation');
  await give('correcteur3');
  await expect(page.getByText("Cette personne peut voir l'autre saisie de ce lot").first()).toBeVisible();
  await give('correcteur1');
  await expect(page.getByText('Lot confié.')).toBeVisible();

  // Blind: nothing of the first entry is there; two marks come out otherwise.
  const marker = await somebody();
  await logIn(marker, account('correcteur1'));
  await visit(marker, '/lots');
  await marker.locator('section').filter({ hasText: label }).getByRole('link', { name: 'Saisir' }).click();
  await hydrated(marker);
  await expect(cell(marker, 0)).toHaveValue('');
  const second = first.map((mark, n) => (n === 1 || n === 2 ? (mark === '7' ? '8' : '7') : mark));
  await enter(marker, second);

  await visit(page, `${LOT}/comparaison`);
  await expect(page.getByText("La comparaison s'ouvre quand les deux saisies sont verrouillées")).toBeVisible();
  await expectAccessible(page);
  await lock(marker, second);
  await expect(marker.getByText('Le lot est verrouillé.').first()).toBeVisible();

  await visit(page, LOT);
  await page.getByRole('button', { name: 'Décharger ce lot' }).click();
  await expect(page.getByText('Des écarts entre les deux saisies restent à trancher.')).toBeVisible();
  await page.getByRole('link', { name: 'Comparer les deux saisies' }).click();
  await expect(page.getByText('2 écarts restent à trancher.')).toBeVisible();
  await expect(settled(page, 'À trancher')).toHaveCount(2);
  await expectAccessible(page);
  await expectNoSideScroll(page);

  await settled(page, 'À trancher').first().getByRole('button', { name: `Garder ${second[1]}` }).click();
  await expect(page.getByText('Un écart reste à trancher.')).toBeVisible();

  const left = settled(page, 'À trancher');
  await left.getByText('Autre valeur').click();
  await left.getByLabel('Note ou code').fill('21');
  await left.getByLabel('Motif').fill('Copie relue');
  await left.getByRole('button', { name: 'Retenir cette valeur' }).click();
  await expect(left.getByText('La note dépasse 20.')).toBeVisible();
  await expect(left.getByLabel('Motif')).toHaveValue('Copie relue');
  await left.getByLabel('Note ou code').fill('11');
  await left.getByRole('button', { name: 'Retenir cette valeur' }).click();
  await expect(page.getByText('Plus aucun écart à trancher : le lot peut être déchargé.')).toBeVisible();

  await page.getByRole('link', { name: 'Aller au lot pour le décharger' }).click();
  expect((await marksOf(page)).slice(0, 3)).toEqual([first[0], second[1], '11']);
  await page.getByRole('button', { name: 'Décharger ce lot' }).click();
  await expect(page.getByText(/Notes prises en compte\s: \d+\./)).toBeVisible();
  // Its log is the marker's too: it tells nothing of the second entry.
  await expect(page.getByRole('cell', { name: /^Décharge de \d+ notes$/ })).toBeVisible();
  await expect(page.getByText(/Copie relue/)).toHaveCount(0);
});
