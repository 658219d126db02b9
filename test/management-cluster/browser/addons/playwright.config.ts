import { defineConfig } from '@playwright/test';
import journeys from '../playwright.config';

// ./dev lab test --addons starts the portal on the lab and names it here.
export default defineConfig({
  ...journeys,
  testDir: '.',
  testIgnore: [],
  outputDir: '../../../browser/results/lab-addons',
  globalSetup: './waitForLabAddOns.ts',
  // Two API servers and Argo CD run beside the portal.
  expect: { timeout: 60_000 },
});
