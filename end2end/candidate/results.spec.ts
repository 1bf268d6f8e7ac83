// A candidate and his result: a number, a date, and nothing kept.

import { expectAccessible } from '../helpers/axe';
import { account, expectNoSideScroll, logIn, visit } from '../helpers/page';
import { expect, test } from '../helpers/test';
import { lookUp, lookup } from './candidate';

test('a candidate finds his decision, his mention and his marks @postgres', async ({ page, server }) => {
  const mine = lookup(server, 'admis avec mention');
  await page.goto('/resultats');
  await expectAccessible(page);
  await lookUp(page, mine);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Admise?$/);
  await expect(page.getByText(/^Mention (assez bien|bien|très bien)/)).toBeVisible();
  await expect(page.getByText(/^Félicitations, /)).toBeVisible();
  await expect(page.getByText(`Candidat n° ${mine.number}`)).toBeVisible();
  const rows = page.getByRole('table').getByRole('row');
  expect(await rows.count()).toBeGreaterThan(8);
  await expect(rows.last()).toContainText('Total');
  await expectAccessible(page);
  // Neither the number nor the date is in an address, a cookie or a storage.
  expect(new URL(page.url()).search).toBe('');
  expect(await page.context().cookies()).toEqual([]);
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  expect(server.log).not.toContain(mine.number);
});

test('a page of results is one page and one style sheet, without a script', async ({ page, server }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.resourceType()));
  await page.goto('/resultats');
  await lookUp(page, lookup(server, 'admis avec mention'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Admise?$/);
  await expect(page.locator('script, link[rel=modulepreload], link[as=script]')).toHaveCount(0);
  expect(asked.filter((kind) => !['document', 'stylesheet', 'image', 'other'].includes(kind))).toEqual([]);
});

test('a candidate called to the control tests reads what he may choose', async ({ page, server }) => {
  await page.goto('/resultats');
  await lookUp(page, lookup(server, 'épreuve de contrôle'));
  await expect(page.getByText(/^Rien n'est joué, /)).toBeVisible();
  await expect(page.getByText(/^Choisissez au plus/).first()).toBeVisible();
  await expectAccessible(page);
});

test('a wrong date, a wrong number and a withheld result answer alike', async ({ page, server }) => {
  const { number, born } = lookup(server, 'admis avec mention');
  const answers: string[] = [];
  const tries = [{ number, born: '01/01/2001' }, { number: '99999999999', born }, lookup(server, 'présumé fraudeur')];
  for (const keys of tries) {
    await page.goto('/resultats');
    await lookUp(page, keys);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Aucun résultat à afficher');
    answers.push(await page.content());
  }
  expect(new Set(answers).size).toBe(1);
  await expectAccessible(page);
  // From there the right keys still find it.
  await lookUp(page, { number, born });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Admise?$/);
});

test('the smallest phone shows it all without scrolling sideways', async ({ page, server }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  for (const which of ['admis avec mention', 'épreuve de contrôle', 'présumé fraudeur']) {
    await page.goto('/resultats');
    await expectNoSideScroll(page);
    await lookUp(page, lookup(server, which));
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText("Résultats d'examen");
    await expectNoSideScroll(page);
  }
});

test('a dark screen gets a dark page', async ({ page, server }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/resultats');
  await lookUp(page, lookup(server, 'admis avec mention'));
  const light = (property: 'backgroundColor' | 'color') =>
    page.evaluate((name) => {
      const [red, green, blue] = getComputedStyle(document.body)[name].match(/[\d.]+/g)!.map(Number);
      return (red! + green! + blue!) / 3;
    }, property);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Admise?$/);
  expect(await light('backgroundColor')).toBeLessThan(64);
  expect(await light('color')).toBeGreaterThan(160);
});

test('the red list and the presumed fraud are on no posted list', async ({ page, server }) => {
  const red = lookup(server, 'liste rouge');
  await page.goto('/resultats');
  await lookUp(page, red);
  // He finds his own.
  await expect(page.getByText(`Candidat n° ${red.number}`)).toBeVisible();

  await logIn(page, account('dec1'));
  const name = async (number: string) => {
    await visit(page, `/bureau/candidats?q=${number}`);
    return (await page.getByRole('rowheader').getByRole('link').innerText()).trim();
  };
  const hidden = [await name(red.number), await name(lookup(server, 'présumé fraudeur').number)];
  const shown = await name(lookup(server, 'admis avec mention').number);
  await visit(page, '/bureau/jurys');
  await page.getByRole('row').filter({ hasText: '31202 ·' }).getByRole('link', { name: "Liste d'affichage" }).click();
  const posted = page.getByRole('rowheader');
  await expect(posted.filter({ hasText: shown })).toHaveCount(1);
  for (const one of hidden) await expect(posted.filter({ hasText: one })).toHaveCount(0);
});
