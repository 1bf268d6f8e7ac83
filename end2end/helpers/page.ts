// What every journey does.

import { expect, test, type Page } from '@playwright/test';

export interface Account {
  name: string;
  password: string;
}

/** An account of the demonstration, by its name. */
export function account(name: string): Account {
  return { name, password: 'olivier-mer-2026' };
}

/** Whether this project runs with scripts. */
export function scriptsRun(): boolean {
  return test.info().project.use.javaScriptEnabled !== false;
}

/** Waits until the page answers to keys and clicks; without scripts it does already. */
export async function hydrated(page: Page): Promise<void> {
  if (scriptsRun()) await expect(page.locator('html[data-hydrated]')).toBeAttached();
}

/** Opens a staff page and waits until it can be used. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await hydrated(page);
}

/** A page that knows no address of the server is given it. */
export async function logIn(page: Page, account: Account, origin = ''): Promise<void> {
  await visit(page, `${origin}/connexion`);
  await page.getByLabel('Identifiant').fill(account.name);
  await page.getByLabel('Mot de passe').fill(account.password);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await expect(page).not.toHaveURL(/\/connexion/);
  await hydrated(page);
}

/** Nothing is wider than the screen: the page never scrolls sideways. */
export async function expectNoSideScroll(page: Page): Promise<void> {
  // Not the window's own width: a phone zooms out until what is too wide fits.
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width, `width of ${page.url()}`).toBeLessThanOrEqual(page.viewportSize()!.width);
}

const TABBABLE = ':is(a[href], button, input, select, textarea, summary, [tabindex]):not([tabindex="-1"])';

/** What takes the focus is seen then: nothing that stays in sight lies over all of it. */
export async function expectFocusSeen(page: Page, focusable = page.locator(TABBABLE)): Promise<void> {
  const { reached, covered } = await focusable.evaluateAll((elements) => {
    const parts = [0.05, 0.25, 0.5, 0.75, 0.95];
    const seen = (element: Element) => {
      const box = element.getBoundingClientRect();
      const hits = parts.flatMap((x) =>
        parts.map((y) => document.elementFromPoint(box.left + box.width * x, box.top + box.height * y)),
      );
      return hits.some((hit) => hit && (element.contains(hit) || hit.closest('label')?.control === element));
    };
    const covered: string[] = [];
    let reached = 0;
    for (const element of elements) {
      if (!(element instanceof HTMLElement) || !element.checkVisibility({ visibilityProperty: true })) continue;
      element.focus();
      if (document.activeElement !== element) continue;
      reached++;
      if (!seen(element)) covered.push(element.outerHTML.slice(0, 120));
    }
    return { reached, covered };
  });
  expect(reached, `what takes the focus on ${page.url()}`).toBeGreaterThan(0);
  expect(covered, `what is covered on ${page.url()}`).toEqual([]);
}
