// `test`, with a server of its own and eyes on every page; import it instead of Playwright's.

import { test as base, type Page } from '@playwright/test';
import type { Kind } from './database';
import { Faults } from './faults';
import { Line } from './line';
import { Server } from './server';

export { expect } from '@playwright/test';

export interface Options {
  database: Kind;
}

interface Fixtures {
  /** A running server on a fresh copy of the demonstration session. */
  server: Server;
  /** What went wrong on any page; checked at the end of the test. */
  faults: Faults;
  /** Opens a page for one more person: cookies and storage of their own, and a line of their own if given. */
  somebody: (line?: Line) => Promise<Page>;
  /** A line to the server that can be cut. */
  line: Line;
}

export const test = base.extend<Options & Fixtures>({
  database: ['sqlite', { option: true }],

  server: async ({ database }, use, info) => {
    const server = await Server.open(database);
    try {
      await use(server);
    } finally {
      if (info.status !== info.expectedStatus) {
        await info.attach('server.log', { body: server.log, contentType: 'text/plain' });
      }
      await server.close();
    }
  },

  baseURL: async ({ server }, use) => use(server.url),

  line: async ({ server }, use) => {
    const line = await Line.to(server.url);
    await use(line);
    line.close();
  },

  faults: async ({}, use) => {
    const faults = new Faults();
    await use(faults);
    faults.check();
  },

  context: async ({ context, faults }, use) => {
    await faults.watch(context);
    await use(context);
  },

  // Contexts made this way carry the project's options: size, scripts, language, address.
  somebody: async ({ browser, faults, contextOptions, baseURL }, use) => {
    const { viewport, javaScriptEnabled, isMobile, hasTouch, locale, timezoneId } = test.info().project.use;
    const opened: Page[] = [];
    await use(async (line) => {
      const context = await browser.newContext({
        ...contextOptions,
        ...{ viewport, javaScriptEnabled, isMobile, hasTouch, locale, timezoneId, baseURL: line?.url ?? baseURL },
      });
      await faults.watch(context);
      const page = await context.newPage();
      opened.push(page);
      return page;
    });
    for (const page of opened) await page.context().close();
  },
});
