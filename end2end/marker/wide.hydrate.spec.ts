// A lot too large to be drawn whole: what is drawn follows the eye, and nothing else changes.

import type { Page } from '@playwright/test';
import { expectAccessible } from '../helpers/axe';
import { hydrated, logIn } from '../helpers/page';
import { expect, test } from '../helpers/test';
import { first, savedLine, second } from './marker';
import { COPIES, makeWideLot, openWideLot, TESTS } from './wide';

const last = COPIES - 1;
const field = (page: Page, row: number, column = 0) => page.locator(`#c-${row}-${column}`);
const phone = (page: Page) => page.viewportSize()!.width < 640;

test('the ends of the data are reached, and only what is in sight is drawn @postgres', async ({ page, server }) => {
  await openWideLot(page, server);
  const grid = page.getByRole('grid');
  await expect(grid).toHaveAttribute('aria-rowcount', String(COPIES + 1));
  await expect(grid).toHaveAttribute('aria-colcount', String(TESTS.length + 1));
  await field(page, 0).focus();
  await page.keyboard.press('Control+End');
  await expect(field(page, last, TESTS.length - 1)).toBeFocused();
  await expect(field(page, last, TESTS.length - 1)).toBeInViewport();
  await expect(page.locator(`#r-${last}`)).toHaveAttribute('aria-rowindex', String(COPIES + 1));
  await expect(field(page, 0)).toHaveCount(0);
  await page.keyboard.press('Control+Home');
  await expect(field(page, 0)).toBeFocused();
  await expect(field(page, 0)).toBeInViewport();
  expect(await page.locator('*').count()).toBeLessThan(1500);
  await expectAccessible(page);
});

test('the caret stays in its cell while its row is out of sight, and typing goes on there', async ({ page, server }) => {
  await openWideLot(page, server);
  await field(page, 0).focus();
  await page.keyboard.type('1');
  // As the wheel or a finger does.
  await page.evaluate(() => {
    const frame = document.querySelector('#sheet-frame')!;
    if (frame.scrollHeight > frame.clientHeight + 1) frame.scrollTop = 6000;
    else window.scrollTo(0, 40000);
  });
  await expect(field(page, 0)).not.toBeInViewport();
  await expect(field(page, 0)).toBeFocused();
  await page.keyboard.type('4');
  await page.keyboard.press('Enter');
  await expect(field(page, 1)).toBeFocused();
  await expect(field(page, 0)).toHaveText('14');
  await expect(savedLine(page)).toContainText('Tout est enregistré à');
});

test('a wide lot whose scripts do not come is a form soon', async ({ page, server, faults }) => {
  faults.expect(/lot\.\w+\.wasm|Failed to fetch|net::ERR_FAILED/);
  const lot = await makeWideLot(server);
  await logIn(page, first);
  await page.route(/\/pkg\/lot\.\w+\.wasm$/, (route) => route.abort());
  await page.goto(lot);
  const inForm = page.locator('input[name^="n-"]').first();
  await expect(inForm).toBeVisible();
  await inForm.fill('11');
  await page.getByRole('button', { name: 'Enregistrer' }).first().click();
  await expect(page.locator('input[name^="n-"]').first()).toHaveValue('11');
});

test('what was typed in that form is taken up when the scripts come after all', async ({ page, server }) => {
  const lot = await makeWideLot(server);
  await logIn(page, first);
  let go = () => {};
  const held = new Promise<void>((release) => (go = release));
  await page.route(/\/pkg\/lot\.\w+\.wasm$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(lot, { waitUntil: 'commit' });
  await page.locator('input#c-0-0').fill('11');
  await page.locator('input#c-0-1').focus();
  go();
  await hydrated(page);
  await expect(page.locator('#c-0-0')).toHaveCount(1);
  await expect(field(page, 0, 1)).toBeFocused();
  await expect(field(page, 0)).toHaveText('11');
  await expect(savedLine(page)).toContainText('Tout est enregistré à');
});

test('a key that comes when only the grid is awake wakes the rest, and counts', async ({ page, server }) => {
  const lot = await makeWideLot(server);
  await logIn(page, first);
  await page.addInitScript(() => {
    const asleep = () => !document.documentElement?.hasAttribute('data-hydrated');
    const [frame, timer] = [window.requestAnimationFrame, window.setTimeout];
    window.requestAnimationFrame = (then) => (asleep() ? 0 : frame(then));
    window.setTimeout = ((then: () => void, ms?: number) => (asleep() ? 0 : timer(then, ms))) as typeof setTimeout;
  });
  await page.goto(lot);
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(COPIES + 1));
  await field(page, 0).focus();
  await expect(page.locator('input#c-0-0')).toBeFocused();
  await expect(page.locator('html[data-hydrated]')).toHaveCount(0);
  await page.keyboard.type('14');
  await expect(page.locator('html[data-hydrated]')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(field(page, 1)).toBeFocused();
  await expect(field(page, 0)).toHaveText('14');
  await expect(savedLine(page)).toContainText('Tout est enregistré à');
});

test('only the cell with the caret has a field, and the next one, however the caret came', async ({ page, server }) => {
  await openWideLot(page, server);
  const fields = page.locator('#sheet-body input');
  await field(page, 1, 0).click();
  await expect(field(page, 1, 0)).toBeFocused();
  await page.keyboard.type('12');
  await field(page, 2, 1).click();
  await expect(field(page, 2, 1)).toBeFocused();
  await expect(field(page, 1, 0)).toHaveText('12');
  await expect(fields).toHaveCount(2);
  await expect(field(page, 3, 1)).toHaveJSProperty('tagName', 'INPUT');
  await expect(page.locator('#sheet-body :is(input:not([tabindex="-1"]), span[tabindex="0"])')).toHaveCount(1);
  await page.keyboard.type('9');
  await page.getByLabel('Chercher une copie').focus();
  // It waits for the caret where it left.
  await expect(fields).toHaveCount(2);
  await expect(field(page, 2, 1)).toHaveValue('9');
  // What is typed replaces what stands.
  await field(page, 2, 1).focus();
  await expect(field(page, 2, 1)).toHaveValue('9');
  await page.keyboard.type('8');
  await page.keyboard.press('Escape');
  await expect(field(page, 2, 1)).toHaveValue('9');
  await expect(savedLine(page)).toContainText('Tout est enregistré à');
  await expectAccessible(page);
});

test('a colleague writes where nobody looks, and it is there when one comes', async ({ page, server, somebody }) => {
  const lot = await makeWideLot(server);
  const { run } = await import('../helpers/delos');
  await run(['session', 'give-lot', lot.split('/').pop()!, second.name, '--database-url', server.database.url], server.database.folder);
  const colleague = await somebody();
  for (const [who, account] of [
    [page, first],
    [colleague, second],
  ] as const) {
    await logIn(who, account);
    await who.goto(lot);
    await hydrated(who);
  }
  await field(page, 0).focus();
  await field(colleague, 0).focus();
  await colleague.keyboard.press('Control+End');
  await colleague.keyboard.type('7');
  await colleague.keyboard.press('Enter');
  await expect(savedLine(colleague)).toContainText('Tout est enregistré à');
  await expect(field(page, 0)).toBeFocused();
  await page.keyboard.press('Control+End');
  await expect(field(page, last, TESTS.length - 1)).toHaveValue('7');
});

test('a selection, a filter and a found copy hold beyond what is drawn', async ({ page, server }) => {
  await openWideLot(page, server);
  await field(page, 0).focus();
  await page.keyboard.type('8');
  await page.keyboard.press('Enter');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.split('\n')).toHaveLength(COPIES);
  expect(copied.split('\n')[0]!.split('\t')).toHaveLength(TESTS.length);
  const number = (await page.locator(`#r-${last} th`).innerText()).replaceAll(' ', '');
  await page.getByLabel('À compléter seulement').check();
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(COPIES + 1));
  await page.getByLabel('À compléter seulement').uncheck();
  await page.getByLabel('Chercher une copie').fill(number);
  await page.keyboard.press('Enter');
  await expect(page.locator(`#r-${last} :focus`)).toHaveCount(1);
});

test('the slip on paper has every copy', async ({ page, server }) => {
  await openWideLot(page, server);
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('#sheet-slip tbody tr')).toHaveCount(COPIES);
  await expect(page.locator('#sheet-frame')).toBeHidden();
  // No test is beyond the edge of the sheet of paper, and a copy's number stands on one line.
  await page.setViewportSize({ width: 1017, height: 720 });
  const places = await page.locator('#sheet-slip').evaluate((slip) => {
    const number = slip.querySelector('tbody td:nth-child(2)')!;
    return [slip.querySelector('table')!.scrollWidth - slip.clientWidth, number.getClientRects()[0]!.height];
  });
  expect(places[0]).toBeLessThanOrEqual(1);
  expect(places[1]).toBeLessThan(24);
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect(page.locator('#sheet-slip')).toBeEmpty();
  await expect(field(page, 0)).toBeVisible();
});

test('on a phone a copy is a card with a field for each test', async ({ page, server }) => {
  await openWideLot(page, server);
  const boxes = await Promise.all([field(page, 0).boundingBox(), field(page, 0, 1).boundingBox()]);
  const below = boxes[1]!.y > boxes[0]!.y + 10;
  expect(below).toBe(phone(page));
});
