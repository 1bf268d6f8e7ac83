// The marks grid beside two grids people know: from a key to the paint that shows it, while colleagues write.
//
// Reads what to measure from GRID_BENCH (JSON) and writes one JSON line. Frames follow each other at once (no waiting for
// the screen's beat), so that work is measured and not the phase of a clock. Colleagues of the lot write from outside.

import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';

const { origin, cookie, lot, keys, rounds, typed } = JSON.parse(process.env.GRID_BENCH);
const ROWS = 2000;
const COLUMNS = 30;
// Keys a second of fast typing, and writes of colleagues a second.
const PACE = 15;
const UPDATES = 50;

const modules = new URL('./node_modules/', import.meta.url);
const files = {
  '/ag.js': ['ag-grid-community/dist/ag-grid-community.min.js', 'text/javascript'],
  '/hot.js': ['handsontable/dist/handsontable.full.min.js', 'text/javascript'],
  '/hot.css': ['handsontable/styles/handsontable.min.css', 'text/css'],
  '/hot-theme.css': ['handsontable/styles/ht-theme-main.min.css', 'text/css'],
};

const data = `
const ROWS = ${ROWS}, COLUMNS = ${COLUMNS};
const rows = Array.from({ length: ROWS }, (_, r) => {
  const row = { copy: String(100001 + r) };
  for (let c = 0; c < COLUMNS; c++) row['c' + c] = '';
  return row;
});
const at = () => [Math.floor(Math.random() * ROWS), ${typed} + Math.floor(Math.random() * (COLUMNS - ${typed})), String(Math.floor(Math.random() * 21))];
function painted(then) { requestAnimationFrame(() => { const c = new MessageChannel(); c.port1.onmessage = then; c.port2.postMessage(0); }); }
function ready() { painted(() => { window.readyAt = performance.now(); }); }
`;

const pages = {
  '/ag': `<!doctype html><meta charset=utf-8><style>html,body{margin:0}#g{height:100vh}</style><div id=g></div>
<script src=/ag.js></script><script>${data}
const columnDefs = [{ field: 'copy', pinned: 'left', width: 110 }];
for (let c = 0; c < COLUMNS; c++) columnDefs.push({ field: 'c' + c, headerName: 'Épreuve ' + (c + 1), width: 100, editable: true });
const api = agGrid.createGrid(document.getElementById('g'), {
  columnDefs, rowData: rows, getRowId: (p) => p.data.copy, animateRows: false,
  enterNavigatesVertically: true, enterNavigatesVerticallyAfterEdit: true,
  onFirstDataRendered: ready,
});
window.begin = () => { api.ensureIndexVisible(0); api.setFocusedCell(0, 'c0'); };
window.update = () => { const [r, c, v] = at(); api.getRowNode(String(100001 + r)).setDataValue('c' + c, v); };
window.value = (r) => String(api.getRowNode(String(100001 + r)).data.c0 ?? '');
</script>`,
  '/hot': `<!doctype html><meta charset=utf-8><link rel=stylesheet href=/hot.css><link rel=stylesheet href=/hot-theme.css>
<style>html,body{margin:0}#g{height:100vh}</style><div id=g class=ht-theme-main></div>
<script src=/hot.js></script><script>${data}
const hot = new Handsontable(document.getElementById('g'), {
  data: rows.map((row) => Object.values(row)), licenseKey: 'non-commercial-and-evaluation', height: '100vh', width: '100%',
  colHeaders: ['Copie', ...Array.from({ length: COLUMNS }, (_, c) => 'Épreuve ' + (c + 1))], fixedColumnsStart: 1,
  colWidths: 100, enterMoves: { row: 1, col: 0 }, autoRowSize: false, autoColumnSize: false,
});
ready();
window.begin = () => { hot.scrollViewportTo(0, 0); hot.selectCell(0, 1); };
window.update = () => { const [r, c, v] = at(); hot.setDataAtCell(r, c + 1, v, 'colleague'); };
window.value = (r) => String(hot.getDataAtCell(r, 1) ?? '');
</script>`,
  '/bare': `<!doctype html><meta charset=utf-8><input id=field><script>${data}
const field = document.getElementById('field'), values = [];
ready();
window.begin = () => field.focus();
window.update = () => {};
window.value = (r) => values[r] ?? '';
field.addEventListener('keydown', (event) => {
  if (event.key === 'Enter') { values.push(field.value); field.value = ''; }
});
</script>`,
};

const server = createServer(async (request, response) => {
  const page = pages[request.url];
  if (page) return response.writeHead(200, { 'content-type': 'text/html' }).end(page);
  const file = files[request.url];
  if (!file) return response.writeHead(404).end();
  response.writeHead(200, { 'content-type': file[1] }).end(await readFile(new URL(file[0], modules)));
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const peers = `http://127.0.0.1:${server.address().port}`;

const browser = await chromium.launch({
  executablePath: process.env.DELOS_CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--disable-frame-rate-limit', '--disable-gpu-vsync',
  ],
});

// From the key's own time stamp to the first task after the frame that shows it.
const watcher = `
window.delays = [];
addEventListener('keydown', (event) => {
  const since = event.timeStamp;
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => window.delays.push(performance.now() - since);
    channel.port2.postMessage(0);
  });
}, { capture: true });
`;

const ours = {
  name: 'ours',
  async open(page) {
    await page.context().addCookies([{ name: cookie[0], value: cookie[1], url: origin }]);
    // The grid is drawn and takes keys, and a first frame since.
    await page.addInitScript(() => {
      new MutationObserver((_, self) => {
        if (!document.querySelector('[data-awake]')) return;
        self.disconnect();
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => (window.readyAt = performance.now());
          channel.port2.postMessage(0);
        });
      }).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-awake'] });
    });
    const answer = await page.goto(`${origin}/lots/${lot}`);
    if (!answer.ok()) throw new Error(`the lot is not shown: ${answer.status()} ${await page.locator('main').innerText()}`);
  },
  begin: (page) => page.locator('#c-0-0').focus(),
  updates: () => {},
  lost: async (page, marks) => {
    await page.waitForFunction(() => /Tout est enregistré|Everything is saved/.test(document.querySelector('#saved-line').textContent), null, { timeout: 30_000 });
    const text = await (await page.request.get(`${origin}/lots/${lot}/notes.csv`)).text();
    const lines = text.split(/\r?\n/).slice(1);
    // Below the last copy the caret goes on at the top of the next test.
    return marks.filter((mark, n) => lines[n % ROWS]?.split(';')[1 + Math.floor(n / ROWS)] !== mark).length;
  },
};

const peer = (name, path) => ({
  name,
  open: (page) => page.goto(`${peers}${path}`),
  begin: (page) => page.evaluate(() => window.begin()),
  updates: (page, on) =>
    page.evaluate(
      ([on, every]) => {
        clearInterval(window.timer);
        if (on) window.timer = setInterval(() => window.update(), every);
      },
      [on, 1000 / UPDATES],
    ),
  lost: (page, marks) =>
    page.evaluate((marks) => marks.filter((mark, row) => window.value(row) !== mark).length, marks),
});

const percentile = (numbers, hundredths) => {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil((sorted.length * hundredths) / 100) - 1)];
};

// Asked rarely and by the bare protocol: to look at every frame, or to bring a library along, would be work of the page.
async function readiness(devtools) {
  for (let asked = 0; asked < 1200; asked++) {
    const { result } = await devtools.send('Runtime.evaluate', { expression: 'window.readyAt' });
    if (result.value) return result.value;
    await new Promise((later) => setTimeout(later, 50));
  }
  throw new Error('the grid is not ready after a minute');
}

let turn = 0;

async function measure(subject, slower) {
  turn++;
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'fr-FR' });
  try {
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
    await subject.open(page);
    const ready = await readiness(devtools);
    await page.evaluate(watcher);
    await subject.begin(page);
    await subject.updates(page, true);
    const marks = [];
    const sent = [];
    const start = performance.now();
    const press = (key, code, text) => {
      const common = { key, code, windowsVirtualKeyCode: key === 'Enter' ? 13 : key.charCodeAt(0) };
      sent.push(devtools.send('Input.dispatchKeyEvent', { type: 'keyDown', ...common, text }));
      sent.push(devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', ...common }));
    };
    // Three keys a mark, and no mark left half typed.
    for (let n = 0; n < keys || n % 3 !== 0; n++) {
      await new Promise((due) => setTimeout(due, Math.max(0, start + (n * 1000) / PACE - performance.now())));
      const row = Math.floor(n / 3);
      if (n % 3 === 0) press('1', 'Digit1', '1');
      // Other digits each time: the same mark again would be no write.
      const digit = String((row + turn) % 10);
      if (n % 3 === 1) press(digit, `Digit${digit}`, digit);
      if (n % 3 === 2) {
        press('Enter', 'Enter', '\r');
        marks.push(`1${digit}`);
      }
    }
    await Promise.all(sent);
    await subject.updates(page, false);
    const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
    const delays = await page.evaluate(() => window.delays);
    return {
      ready,
      nodes,
      p50: percentile(delays, 50),
      p98: percentile(delays, 98),
      keys: delays.length,
      lost: await subject.lost(page, marks),
    };
  } finally {
    await context.close();
  }
}

// The last is a field alone in its page: what the browser itself takes.
const subjects = [ours, peer('ag', '/ag'), peer('hot', '/hot'), peer('bare', '/bare')];
const measured = [];
for (let round = 0; round < rounds; round++) {
  for (const slower of [1, 4]) {
    const one = { slower };
    for (const subject of subjects) one[subject.name] = await measure(subject, slower);
    measured.push(one);
    console.error(JSON.stringify(one));
  }
}
console.log(JSON.stringify(measured));
await browser.close();
server.close();
