import { test as base, type BrowserContext } from '@playwright/test';

let shared: BrowserContext | undefined;

/** Journeys have their tabs in one browser profile: what a tab has loaded and compiled, the next one need not. */
export const test = base.extend({
  context: async ({ browser }, use) => {
    shared ??= await browser.newContext();
    await use(shared);
    await Promise.all(shared.pages().map(page => page.close()));
  },
});
