// The wall of the room: large, without names, and never behind for long.

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../helpers/axe';
import { account, logIn, visit } from '../helpers/page';
import { expect, test } from '../helpers/test';
import { enter, pick, president, projector, raise, sufficient } from './jury';

const WALL = { width: 1920, height: 1080 };
const SMALLEST = 48;
const CONTRAST = 7;

async function project(page: Page, jury: string): Promise<void> {
  await page.setViewportSize(WALL);
  await logIn(page, projector);
  await visit(page, `${jury}/projection`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Jury 20112');
}

/** The texts anybody can see that are smaller than the back row can read. */
function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate((smallest) => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const small: string[] = [];
    while (texts.nextNode()) {
      const [text, around] = [texts.currentNode.textContent!.trim(), texts.currentNode.parentElement!];
      const box = around.getBoundingClientRect();
      const seen = around.checkVisibility() && box.width > 1 && box.height > 1 && !around.closest('script, noscript');
      const covered = seen && !around.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2));
      const size = parseFloat(getComputedStyle(around).fontSize);
      if (text && seen && !covered && size < smallest) small.push(`${text}: ${size}px`);
    }
    return small;
  }, SMALLEST);
}

/** The texts whose contrast is below 7 to 1, in light and in dark. */
async function tooFaint(page: Page): Promise<string[]> {
  const faint: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { passes, violations } = await new AxeBuilder({ page }).withRules(['color-contrast']).analyze();
    const nodes = [...passes, ...violations].flatMap((rule) => rule.nodes);
    expect(nodes.length).toBeGreaterThan(3);
    for (const { any, html } of nodes) {
      const ratio = any[0]?.data?.contrastRatio;
      if (!(ratio >= CONTRAST)) faint.push(`${colorScheme}, ${ratio}: ${html}`);
    }
  }
  await page.emulateMedia({ colorScheme: null });
  return faint;
}

/** Surnames of candidates of the jury, as the exam office knows them. */
async function surnames(office: Page): Promise<string[]> {
  await logIn(office, account('dec1'));
  await visit(office, '/bureau/candidats?q=');
  const links = office.getByRole('rowheader').getByRole('link');
  await expect(links.first()).toBeVisible();
  const capitals = (name: string) => name.split(' ').filter((word) => word.length > 3 && word === word.toUpperCase());
  return (await links.allInnerTexts()).flatMap(capitals);
}

test('the wall follows the president, in large type and without a name', async ({ page, somebody }) => {
  const [wall, office] = [await somebody(), await somebody()];
  const jury = await enter(page, president);
  await project(wall, jury);
  await expect(wall.getByText(/Décisions confirmées\s*: 0 sur \d+/)).toBeVisible();
  expect(await tooSmall(wall)).toEqual([]);
  expect(await tooFaint(wall)).toEqual([]);

  const names = await surnames(office);
  expect(names.length).toBeGreaterThan(10);
  const number = await pick(page, 0);
  await expect(wall.getByRole('heading', { name: number })).toBeVisible();
  expect(await tooSmall(wall)).toEqual([]);
  expect(await tooFaint(wall)).toEqual([]);
  const code = await wall.content();
  expect(names.filter((name) => code.toUpperCase().includes(name))).toEqual([]);
  await expectAccessible(wall);

  const found = await sufficient(page);
  await raise(page, found, 'Livret scolaire');
  await expect(wall.getByRole('listitem').filter({ hasText: `${found.from} → ${found.to}` })).toBeVisible();
  await page.getByRole('button', { name: 'Projeter la vue d’ensemble' }).click();
  await expect(wall.getByRole('heading', { name: 'Délibération en cours' })).toBeVisible();
});

test('cut off while the jury acts, the wall catches up, with no gap and no double @postgres', async ({
  page,
  somebody,
  line,
  faults,
}) => {
  faults.expect(/net::ERR_/);
  const wall = await somebody(line);
  const jury = await enter(page, president);
  await project(wall, jury);
  const first = await pick(page, 0);
  await expect(wall.getByRole('heading', { name: first })).toBeVisible();

  line.cut();
  await expect(wall.getByText('Reconnexion…')).toBeVisible();
  const found = await sufficient(page);
  await raise(page, found, 'Livret scolaire');
  await expect(page.getByText(`au lieu de ${found.from}`)).toBeVisible();
  await page.getByRole('button', { name: 'Confirmer la décision', exact: true }).click();
  await page.getByRole('button', { name: /^Confirmer les \d+ décisions claires$/ }).click();
  const progress = page.getByText(/^Décisions confirmées\s*: \d{2,3} sur/).first();
  await expect(progress).toBeVisible();
  await page.getByRole('button', { name: 'Rouvrir la décision' }).click();
  await expect(page.getByRole('button', { name: 'Confirmer la décision', exact: true })).toBeVisible();
  await expect(wall.getByText(`${found.from} → ${found.to}`)).toBeHidden();

  line.mend();
  await expect(wall.getByText(`${found.from} → ${found.to}`)).toBeVisible();
  await page.getByRole('button', { name: 'Projeter la vue d’ensemble' }).click();
  await expect(wall.getByText(await progress.innerText())).toBeVisible();

  // One more act after the cut, and the wall is what a fresh page shows.
  await page.getByRole('button', { name: 'Confirmer la décision', exact: true }).click();
  await expect(page.getByText('Confirmée par Claire Morvan')).toBeVisible();
  await expect(wall.getByText(await progress.innerText())).toBeVisible();
  const seen = await wall.getByRole('main').innerText();
  await visit(wall, `${jury}/projection`);
  await expect(wall.getByRole('main')).toHaveText(seen, { useInnerText: true });
});
