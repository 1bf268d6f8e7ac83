import { defineConfig, devices } from '@playwright/test';
import type { Options } from './helpers/test';

// Every journey runs four times: wide and narrow, with scripts and without. What cannot is told by the name of its file:
// `*.hydrate.*` needs scripts (a live screen, a grid typed in), `*.plain.*` is what a form does in their place, `*.wide.*`
// is of no phone (a projector, keys).
const hydrate = /\.hydrate\./;
const plain = /\.plain\./;
const wide = /\.wide\./;
const desktop = { ...devices['Desktop Chrome'], viewport: { width: 1280, height: 800 } };
const phone = { ...devices['Desktop Chrome'], viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };
const noscript = { javaScriptEnabled: false };

export default defineConfig<Options>({
  testDir: '.',
  globalSetup: './helpers/setup.ts',
  fullyParallel: true,
  workers: 2,
  forbidOnly: !!process.env.CI,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.DELOS_CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'desktop', use: desktop, testIgnore: plain },
    { name: 'phone', use: phone, testIgnore: [plain, wide] },
    { name: 'desktop-noscript', use: { ...desktop, ...noscript }, testIgnore: hydrate },
    { name: 'phone-noscript', use: { ...phone, ...noscript }, testIgnore: [hydrate, wide] },
    // The journeys tagged @postgres run a second time on PostgreSQL, when the tests were given one.
    ...(process.env.DELOS_TEST_POSTGRES
      ? [{ name: 'postgres', grep: /@postgres/, testIgnore: plain, use: { ...desktop, database: 'postgres' as const } }]
      : []),
  ],
});
