import { chromium as browsers, expect } from '@playwright/test';

/** Signs in as a guest, and sees the cluster on the Clusters page and as an entity, and our fields in the template. */
export async function lookAsGuest({ url, chromium, cluster }) {
  const browser = await browsers.launch({
    executablePath: chromium,
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage({
      viewport: { width: 1440, height: 900 },
    });
    page.setDefaultTimeout(30_000);
    const see = locator => expect(locator).toBeVisible({ timeout: 30_000 });

    await page.goto(url);
    await page.getByRole('button', { name: 'Enter' }).click();
    await page.getByRole('link', { name: 'Cluster profiles' }).first().click();
    const link = page.getByRole('link', { name: cluster, exact: true });
    await see(link);
    await link.click();
    await page.locator(`a[href$='/${cluster}/cluster']`).click();
    await see(page.getByText('calico').first());

    await page.goto(`${url}/create/templates/default/request-cluster`);
    await see(page.getByText('Small edge site').first());
  } finally {
    await browser.close();
  }
}
