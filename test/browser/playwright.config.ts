import { defineConfig } from '@playwright/test';

// ./dev test browser starts the portal and names it here.
export default defineConfig({
  testDir: '.',
  globalSetup: './waitForExamples.ts',
  outputDir: './results',
  timeout: 120_000,
  expect: { timeout: 20_000 },
  // One portal, two cores: journeys run one after the other.
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  // The unit tests run beside them. What needs the second attempt is named.
  retries: 1,
  reporter: [['list'], ['json']],
  use: {
    baseURL: process.env.PORTAL_URL,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    actionTimeout: 20_000,
    screenshot: 'only-on-failure',
    // To trace everything takes a quarter of the time.
    trace: 'on-first-retry',
    launchOptions: {
      executablePath: process.env.CHROMIUM,
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
});
