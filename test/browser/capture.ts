import { join } from 'node:path';
import type { Page } from '@playwright/test';

const folder = join(__dirname, 'screenshots');
const wide = { width: 1440, height: 900 };
const narrow = { width: 768, height: 1024 };

/**
 * Keeps the page as it looks now: wide, narrow, and dark.
 * Another theme mounts the portal anew, so what is half filled in is kept in light only.
 */
export async function capture(
  page: Page,
  name: string,
  options: { halfFilledIn?: boolean } = {},
): Promise<void> {
  const shoot = (variant: string) =>
    page.screenshot({
      path: join(folder, `${name}-${variant}.png`),
      animations: 'disabled',
      fullPage: true,
    });
  await shoot('1440-light');
  await page.setViewportSize(narrow);
  await shoot('768-light');
  await page.setViewportSize(wide);
  if (!options.halfFilledIn) {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.waitForLoadState('networkidle');
    await shoot('1440-dark');
    await page.emulateMedia({ colorScheme: 'light' });
  }
}
