// A bad line, a page that crashed, a session that is over: nothing typed is lost, and nothing is told that is not so.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { BrowserProcess } from '../helpers/browser';
import { logIn, hydrated } from '../helpers/page';
import { expect, test } from '../helpers/test';
import { cell, first, firstEmpty, openLot, savedLine } from './marker';
import { COPIES, makeWideLot } from './wide';

/** Types whole marks down a column from where the caret is. */
async function typeDown(page: Page, marks: string[]): Promise<void> {
  for (const mark of marks) {
    await page.keyboard.type(mark);
    await page.keyboard.press('Enter');
  }
}

test('three hundred marks typed offline leave in order when the line is back', async ({ server, line, somebody, faults }) => {
  test.slow();
  faults.expect(/net::ERR_/);
  const lot = await makeWideLot(server);
  const page = await somebody(line);
  await logIn(page, first);
  await page.goto(lot);
  await hydrated(page);
  await cell(page, 0).focus();
  line.cut();
  const marks = Array.from({ length: 300 }, (_, n) => String(n % 20));
  await typeDown(page, marks);
  await expect(savedLine(page)).toContainText('300 notes en attente');
  await expect(page.getByText(/Le serveur ne répond pas/)).toBeVisible();
  // To leave now is to be asked.
  let asked = false;
  page.once('dialog', async (dialog) => {
    asked = dialog.type() === 'beforeunload';
    await dialog.dismiss();
  });
  await page.evaluate(() => location.reload()).catch(() => {});
  await expect.poll(() => asked).toBe(true);
  line.mend();
  await expect(savedLine(page)).toContainText('Tout est enregistré à', { timeout: 40_000 });
  const file = await (await page.request.get(`${lot}/notes.csv`)).text();
  const saved = file.split(/\r?\n/).slice(1, COPIES + 1).map((text) => text.split(';')[1]);
  expect(saved.slice(0, 300)).toEqual(marks);
});

test('marks of a hand that types fast go together, and none waits once it stops', async ({ page }) => {
  await openLot(page, first);
  const row = await firstEmpty(page);
  await cell(page, row).focus();
  const sent: number[] = [];
  const names: string[] = [];
  page.on('request', (request) => {
    if (!request.url().endsWith('/api/save_marks')) return;
    const writes: { op_id: string }[] = request.postDataJSON().command.writes;
    sent.push(writes.length);
    names.push(...writes.map((write) => write.op_id));
  });
  const marks = Array.from({ length: 10 }, (_, n) => String(n + 3));
  await page.keyboard.type(`${marks[0]}\n`);
  // The first of them goes alone, and at once.
  await expect.poll(() => sent).toEqual([1]);
  await page.keyboard.type(`${marks.slice(1).join('\n')}\n`, { delay: 30 });
  await expect(savedLine(page)).toContainText('Tout est enregistré à', { timeout: 2_000 });
  expect(sent.reduce((one, other) => one + other)).toBe(marks.length);
  expect(sent.length).toBeLessThan(marks.length);
  // Operations of one moment lie together in the index of the log.
  expect(names).toEqual([...names].sort());
  expect(Math.abs(parseInt(names[0]!.slice(0, 12), 16) - Date.now())).toBeLessThan(60_000);
  await page.reload();
  for (const [place, mark] of marks.entries()) await expect(cell(page, row + place)).toHaveValue(mark);
});

test('a page that crashes with marks unsent sends them when it is opened again', async ({ line, somebody, faults }) => {
  faults.expect(/net::ERR_/);
  const page = await somebody(line);
  const lot = await openLot(page, first);
  const row = await firstEmpty(page);
  await cell(page, row).focus();
  line.cut();
  await typeDown(page, ['11', '12', '13']);
  await expect(savedLine(page)).toContainText('3 notes en attente');
  // Its process ends: no page is asked anything.
  const gone = page.waitForEvent('crash');
  await page.goto('chrome://crash').catch(() => {});
  await gone;
  line.mend();
  const again = await page.context().newPage();
  await again.goto(lot);
  await hydrated(again);
  await expect(savedLine(again)).toContainText('Tout est enregistré à');
  await again.reload();
  for (const [place, mark] of ['11', '12', '13'].entries()) await expect(cell(again, row + place)).toHaveValue(mark);
});

test('a browser that dies with marks unsent sends them when it is opened again', async ({ line }) => {
  const profile = await mkdtemp(join(tmpdir(), 'delos-profile-'));
  const marks = Array.from({ length: 12 }, (_, n) => String(n + 5));
  const started: BrowserProcess[] = [];
  const start = async () => {
    const browser = await BrowserProcess.start(profile);
    started.push(browser);
    return browser;
  };
  try {
    const before = await start();
    const lot = await openLot(before.page, first, line.url);
    const row = await firstEmpty(before.page);
    await cell(before.page, row).focus();
    line.cut();
    await typeDown(before.page, marks);
    await expect(savedLine(before.page)).toContainText(`${marks.length} notes en attente (sur le disque de ce poste)`);
    // Nothing is tidied away, and local storage is not on the disk yet.
    await before.die();

    line.mend();
    const after = await start();
    await logIn(after.page, first, line.url);
    await after.page.goto(lot);
    await hydrated(after.page);
    await expect(savedLine(after.page)).toContainText('Tout est enregistré à');
    await after.page.reload();
    for (const [place, mark] of marks.entries()) await expect(cell(after.page, row + place)).toHaveValue(mark);
  } finally {
    for (const browser of started) await browser.die();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});

test('a mark just typed is never said to be on the disk before it is', async ({ line, somebody, faults }) => {
  faults.expect(/net::ERR_/);
  const page = await somebody(line);
  await openLot(page, first);
  await cell(page, await firstEmpty(page)).focus();
  line.cut();
  const told = (marks: string) => `${marks} en attente (sur le disque de ce poste)`;
  await typeDown(page, ['11']);
  await expect(savedLine(page)).toContainText(told('1 note'));
  await savedLine(page).evaluate((shown) => {
    const lines: string[] = [];
    Object.assign(window, { lines });
    new MutationObserver(() => lines.push(shown.textContent!)).observe(shown, {
      childList: true,
      subtree: true,
      characterData: true,
    });
  });
  await typeDown(page, ['12']);
  await expect(savedLine(page)).toContainText(told('2 notes'));
  const lines = await page.evaluate(() => (window as unknown as { lines: string[] }).lines);
  expect(lines.find((text) => text.includes('2 notes'))).not.toContain('sur le disque');
});

test('a session that is over asks for a log-in and keeps what was typed', async ({ page, faults }) => {
  faults.expect(/answer 401/);
  const lot = await openLot(page, first);
  const row = await firstEmpty(page);
  const cookies = await page.context().cookies();
  await page.context().clearCookies();
  await cell(page, row).focus();
  await typeDown(page, ['9', '10']);
  await expect(page.getByText(/Votre connexion a expiré/)).toBeVisible();
  await expect(savedLine(page)).toContainText('2 notes en attente');
  expect(cookies.length).toBeGreaterThan(0);
  const other = await page.context().newPage();
  await logIn(other, first);
  await other.close();
  await page.bringToFront();
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect(savedLine(page)).toContainText('Tout est enregistré à');
  await page.goto(lot);
  await expect(cell(page, row)).toHaveValue('9');
  await expect(cell(page, row + 1)).toHaveValue('10');
});

test('what was typed before scripts ran is taken up by the grid', async ({ page }) => {
  const lot = await openLot(page, first);
  const row = await firstEmpty(page);
  // The program of the page is held back while somebody types already.
  let go = () => {};
  const held = new Promise<void>((release) => (go = release));
  await page.route(/\.wasm$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(lot, { waitUntil: 'commit' });
  await cell(page, row).fill('16');
  await cell(page, row + 1).focus();
  go();
  await hydrated(page);
  await expect(savedLine(page)).toContainText('Tout est enregistré à');
  await expect(cell(page, row)).toHaveValue('16');
  await expect(cell(page, row + 1)).toBeFocused();
});
