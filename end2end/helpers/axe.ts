// Accessibility that a machine can check; the rest is in the journeys, by role and by keyboard.

import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { scriptsRun } from './page';

const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// What a change of colours can break.
const COLOURS = ['color-contrast', 'link-in-text-block'];

/** No violation in this state of the page, in light and, where it is asked for, in dark. */
export async function expectAccessible(page: Page, dark = true): Promise<void> {
  for (const colorScheme of dark ? (['light', 'dark'] as const) : (['light'] as const)) {
    await page.emulateMedia({ colorScheme });
    const axe = new AxeBuilder({ page });
    const said = await violations(page, colorScheme === 'light' ? axe.withTags(STANDARDS) : axe.withRules(COLOURS));
    expect(said, `accessibility of ${page.url()}, ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null });
}

async function violations(page: Page, axe: AxeBuilder): Promise<string[]> {
  const { violations } = scriptsRun() ? await axe.analyze() : await withScripts(page, () => axe.setLegacyMode().analyze());
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.target).join(' ')}`);
}

// The checker is a script. Those of the page were passed over when it was read, and stay so.
async function withScripts<T>(page: Page, work: () => Promise<T>): Promise<T> {
  const browser = await page.context().newCDPSession(page);
  const disable = (value: boolean) => browser.send('Emulation.setScriptExecutionDisabled', { value });
  // Each session remembers its own wish and passes on changes only; leaving the session would take its wish back.
  await disable(true);
  await disable(false);
  try {
    return await work();
  } finally {
    await disable(true);
  }
}
