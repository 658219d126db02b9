import { defineConfig } from '@playwright/test';
import journeys from '../../browser/playwright.config';

// ./dev lab test starts the portal on the lab and names it here. Real clusters take minutes.
export default defineConfig({
  ...journeys,
  // There is no time for a second attempt.
  retries: 0,
  use: { ...journeys.use, trace: 'retain-on-failure' },
  testDir: '.',
  // Those are for a lab with add-ons.
  testIgnore: 'addons/**',
  outputDir: '../../browser/results/lab',
  globalSetup: './waitForLabProfile.ts',
  timeout: 900_000,
});
