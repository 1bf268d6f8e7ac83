// What a person would not notice and a test must: errors in the console, refused contents, missing assets.

import { expect, type BrowserContext } from '@playwright/test';
import { scriptsRun } from './page';

export class Faults {
  private readonly found: string[] = [];
  private readonly expected: RegExp[] = [];

  /** Says that the journey provokes this: a cut network, a refused write. */
  expect(pattern: RegExp): void {
    this.expected.push(pattern);
  }

  async watch(context: BrowserContext): Promise<void> {
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (violation) => {
        console.error(`content security policy: ${violation.violatedDirective} refused ${violation.blockedURI}`);
      });
    });
    context.on('console', (message) => {
      const text = message.text();
      // Answers are judged below, where a page asked for on purpose can be told from an asset.
      if (/^Failed to load resource: the server responded/.test(text)) return;
      if (message.type() === 'error' || /hydrat/i.test(text)) this.found.push(`console: ${text}`);
    });
    context.on('weberror', (error) => this.found.push(`page error: ${error.error().stack ?? error.error().message}`));
    context.on('response', (response) => {
      const isPage = response.request().resourceType() === 'document';
      if (response.status() >= (isPage ? 500 : 400)) this.found.push(`answer ${response.status()}: ${response.url()}`);
    });
    context.on('requestfailed', (request) => {
      const reason = request.failure()?.errorText ?? '';
      // Leaving a page ends its streams; a browser without scripts refuses to fetch one.
      const isScriptRefused = !scriptsRun() && request.resourceType() === 'script' && reason === 'csp';
      if (reason !== 'net::ERR_ABORTED' && !isScriptRefused) this.found.push(`request failed, ${reason}: ${request.url()}`);
    });
  }

  check(): void {
    const unexpected = this.found.filter((fault) => !this.expected.some((pattern) => pattern.test(fault)));
    expect(unexpected, 'faults nobody expected').toEqual([]);
  }
}
