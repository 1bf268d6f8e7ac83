// What a jury may wonder: other thresholds, a component less, the smallest raises. Nothing of it is kept.

import type { Page } from '@playwright/test';
import { expectAccessible } from '../helpers/axe';
import { hydrated, visit } from '../helpers/page';
import { expect, test } from '../helpers/test';
import { enter, member, pick, president, raise, sufficient } from './jury';

const said = (page: Page) => page.getByRole('status').filter({ hasText: /changerai|Déplacez/ });
const changed = async (page: Page) => Number(/^(\d+) décision/.exec(await said(page).innerText())?.[1] ?? 0);
const plans = (page: Page) => page.getByRole('region', { name: 'Plus petits relèvements' }).getByRole('row');

async function simulate(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Simulation', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Simulation sur le jury');
  await hydrated(page);
}

test('a threshold moved and a component neutralised are counted at once, and stay in the address', async ({ page }) => {
  await enter(page, president);
  await simulate(page);
  await expect(page.getByText("Rien n'est enregistré")).toBeVisible();
  await expect(said(page)).toContainText('Déplacez un seuil');
  await expectAccessible(page);

  await page.getByLabel('Admission', { exact: true }).fill('9,5');
  await expect(said(page)).toContainText('En mieux');
  const moved = await changed(page);
  expect(moved).toBeGreaterThan(0);
  await page.getByLabel('Neutraliser Grand oral').check();
  await expect.poll(() => changed(page)).not.toBe(moved);
  const both = await changed(page);
  await expect(page.getByRole('region', { name: 'Décisions qui changeraient', exact: true }).getByRole('rowheader')).toHaveCount(both);
  await expectAccessible(page);

  // The address carries it; a mark that is none is told beside its field and supposes nothing.
  await page.reload();
  await hydrated(page);
  expect(await changed(page)).toBe(both);
  await page.getByLabel('Admission', { exact: true }).fill('neuf');
  await expect(page.getByLabel('Admission', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await expect.poll(() => changed(page)).not.toBe(both);

  await page.getByRole('link', { name: 'Revenir au règlement' }).click();
  await expect(said(page)).toContainText('Déplacez un seuil');
});

test('the smallest raises follow what the jury raises, in every window', async ({ page, somebody }) => {
  const jury = await enter(page, president);
  const juror = await somebody();
  await enter(juror, member);
  await simulate(juror);
  const before = await plans(juror).count();
  expect(before).toBeGreaterThan(2);
  await juror.getByLabel('Au plus, en points de moyenne').fill('0,1');
  await expect.poll(() => plans(juror).count()).toBeLessThan(before);
  await juror.getByLabel('Au plus, en points de moyenne').fill('0,5');
  await expect(plans(juror)).toHaveCount(before);

  const number = await pick(page, 0);
  const row = plans(juror).filter({ hasText: number });
  const told = await row.innerText();
  await raise(page, await sufficient(page), 'Progression constante au fil de l’année.');
  await expect(row.filter({ hasText: told })).toHaveCount(0);

  // A simulation leaves the session as it was.
  await juror.getByLabel('Admission', { exact: true }).fill('8');
  await expect(said(juror)).toContainText('En mieux');
  await visit(page, jury);
  await expect(page.getByText('Second groupe').first()).toBeVisible();
});
