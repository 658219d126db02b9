import type { BrowserContext, Page } from '@playwright/test';

/** Opens a tab in which somebody is signed in already; signIn.spec.ts goes through the page that asks who one is. */
export async function openAs(
  context: BrowserContext,
  user: string,
): Promise<Page> {
  const page = await context.newPage();
  await page.addInitScript(
    ref => sessionStorage.setItem('cluster-profiles.example-user', ref),
    `user:default/${user.toLowerCase()}`,
  );
  return page;
}
