// A browser as a process of its own, with a profile that outlives it: it can die like one.

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { kill } from 'node:process';
import { chromium, test, type Page } from '@playwright/test';

export class BrowserProcess {
  private constructor(
    private readonly process: ChildProcess,
    readonly page: Page,
  ) {}

  static async start(profile: string): Promise<BrowserProcess> {
    const { executablePath, args } = test.info().project.use.launchOptions!;
    const own = ['--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'];
    const browser = spawn(executablePath!, [...args!, ...own], {
      stdio: ['ignore', 'ignore', 'pipe'],
      // A group of its own: all its processes can be met at once.
      detached: true,
    });
    for await (const line of createInterface(browser.stderr!)) {
      const address = /DevTools listening on (\S+)/.exec(line)?.[1];
      if (!address) continue;
      browser.stderr!.resume();
      const context = (await chromium.connectOverCDP(address)).contexts()[0]!;
      const page = await context.newPage();
      await page.setExtraHTTPHeaders({ 'accept-language': 'fr-FR' });
      return new BrowserProcess(browser, page);
    }
    throw new Error('the browser did not start');
  }

  /** All its processes at once: nobody is asked, nothing is tidied away. */
  async die(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = once(this.process, 'exit');
    kill(-this.process.pid!, 'SIGKILL');
    await ended;
  }
}
