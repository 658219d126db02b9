import type { BrowserContext, Page } from '@playwright/test';

/** Opens a tab and signs in there; other tabs stay who they are. */
export async function signInAs(
  context: BrowserContext,
  user: string,
): Promise<Page> {
  const page = await context.newPage();
  await page.goto('/');
  await page
    .getByRole('main')
    .getByRole('button', { name: user, exact: true })
    .click();
  await page.getByRole('link', { name: 'Settings' }).waitFor();
  return page;
}
