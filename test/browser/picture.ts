import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';

// ./dev pictures names the folder of the docs.
const folder = process.env.PICTURES ?? join(__dirname, 'screenshots');

/** Keeps what is on screen as a picture of the docs; `from` is scrolled to the top first. */
export async function picture(
  page: Page,
  name: string,
  options: { from?: Locator } = {},
): Promise<void> {
  await page.waitForLoadState('networkidle');
  await options.from?.evaluate(element => element.scrollIntoView());
  await page.screenshot({
    path: join(folder, `${name}.png`),
    animations: 'disabled',
    scale: 'css',
  });
}
