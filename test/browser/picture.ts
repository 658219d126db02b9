import { join } from 'node:path';
import type { Page } from '@playwright/test';

// ./dev pictures names the folder of the docs.
const folder = process.env.PICTURES ?? join(__dirname, 'screenshots');

/** Keeps what is on screen as a picture of the docs. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.screenshot({
    path: join(folder, `${name}.png`),
    animations: 'disabled',
    scale: 'css',
  });
}
