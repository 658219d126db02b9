import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { expectAccessible, expectOursAccessible } from './expectAccessible';

const folder = join(__dirname, 'screenshots');
const wide = { width: 1440, height: 900 };
const narrow = { width: 768, height: 1024 };

/**
 * Checks and keeps the page as it looks now: light and dark, wide and narrow.
 * Another theme mounts the portal anew, so what is half filled in is looked at in the one theme that the page has.
 */
export async function inspect(
  page: Page,
  name: string,
  options: { halfFilledIn?: boolean; theme?: 'light' | 'dark' } = {},
): Promise<void> {
  const shoot = (variant: string) =>
    page.screenshot({
      path: join(folder, `${name}-${variant}.png`),
      animations: 'disabled',
      fullPage: true,
    });
  const shootBoth = async (theme: string) => {
    await shoot(`1440-${theme}`);
    await page.setViewportSize(narrow);
    await shoot(`768-${theme}`);
    await page.setViewportSize(wide);
  };
  await expectAccessible(page);
  await shootBoth(options.theme ?? 'light');
  if (options.halfFilledIn) {
    return;
  }
  const size = () => page.locator('[data-cluster-profiles] *').count();
  const drawn = 0.8 * (await size());
  const mountedAnew = () => expect.poll(size).toBeGreaterThan(drawn);
  await page.emulateMedia({ colorScheme: 'dark' });
  // What was drawn before may stand for a moment yet, and go while it is looked at.
  await expect(async () => {
    await mountedAnew();
    await expectOursAccessible(page);
  }).toPass({ timeout: 60_000 });
  await shootBoth('dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await mountedAnew();
}
