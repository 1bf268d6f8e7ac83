// What the journeys of a jury share: who sits in it, its session, the candidates at the threshold, the acts.

import { expect, type Locator, type Page } from '@playwright/test';
import { account, hydrated, logIn, scriptsRun, visit, type Account } from '../helpers/page';

export const president = account('president1');
export const vicePresident = account('vicepresident1');
export const member = account('membre1');
export const otherMember = account('membre2');
export const projector = account('projection1');

/** A raise that the screen says is enough: `Philosophie`, `8`, `9`. */
export interface Raise {
  label: string;
  from: string;
  to: string;
}

/** Opens the session of the jury that deliberates; gives its address. */
export async function enter(page: Page, who: Account): Promise<string> {
  await logIn(page, who);
  await visit(page, '/jurys');
  const card = page.getByRole('main').locator('section').filter({ hasText: 'Jury 20112' });
  await card.getByRole('link', { name: 'Entrer en séance' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Jury 20112');
  await hydrated(page);
  if (scriptsRun()) await expect(page.getByText('En direct')).toBeVisible();
  return new URL(page.url()).pathname;
}

/** The rows of the list of candidates. */
export function candidates(page: Page): Locator {
  return page.getByRole('region', { name: 'Candidats' }).getByRole('row').filter({ has: page.getByRole('rowheader') });
}

/** The row of a candidate, by his number. */
export function candidate(page: Page, number: string): Locator {
  return candidates(page).filter({ hasText: number });
}

/** Opens the candidate at that place of the list; gives his number. */
export async function pick(page: Page, place: number): Promise<string> {
  const link = candidates(page).nth(place).getByRole('link');
  const number = (await link.innerText()).trim();
  await link.click();
  await expect(panel(page, number)).toBeVisible();
  return number;
}

/** The title over the marks of a candidate. */
export function panel(page: Page, number: string): Locator {
  return page.getByRole('heading', { name: `Candidat ${number}` });
}

/** The first raise that is enough for the candidate in sight. */
export async function sufficient(page: Page): Promise<Raise> {
  const section = page.locator('section').filter({ has: page.getByRole('heading', { name: /suffisent, seuls/ }) }).last();
  const text = await section.getByRole('listitem').first().innerText();
  const [, label, from, to] = /^(.+) ([\d,]+) → ([\d,]+) /.exec(text) ?? [];
  if (!label || !from || !to) throw new Error(`no raise in « ${text} »`);
  return { label, from, to };
}

/** Types a mark of the jury and its reason, and sends it: `Relever` for the chair, `Proposer` for a member. */
export async function raise(page: Page, { label, to }: Raise, reason: string): Promise<void> {
  await page.getByLabel(`Note du jury, ${label}`, { exact: true }).fill(to);
  await page.getByLabel('Motif du relèvement').fill(reason);
  await page.getByRole('button', { name: `Relever ${label}`, exact: true }).click();
}

/** The row of an épreuve among the marks of the candidate in sight. */
export function markRow(page: Page, label: string): Locator {
  return page.getByRole('region', { name: 'Notes' }).getByRole('row').filter({ hasText: label });
}

/** Decisions confirmed, as the end of the session counts them. */
export async function confirmed(page: Page): Promise<number> {
  const text = await page.getByText(/Décisions confirmées\s*: \d+ sur \d+/).first().innerText();
  return Number(/\d+/.exec(text)![0]);
}

/** Confirms every decision: the clear ones together, then the others one by one. */
export async function confirmAll(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Confirmer l.*claires?$/ }).click();
  await expect(page.getByRole('button', { name: /^Confirmer l.*claires?$/ })).toBeHidden();
  await page.getByRole('link', { name: /^À confirmer/ }).click();
  for (let left = await candidates(page).count(); left > 0; left--) {
    await expect(candidates(page)).toHaveCount(left);
    const number = await pick(page, 0);
    await page.getByRole('button', { name: 'Confirmer la décision', exact: true }).click();
    await expect(candidate(page, number)).toHaveCount(0);
  }
}
