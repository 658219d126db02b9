import { expect, type Page } from '@playwright/test';
import { newName, propose, readyCluster } from './arrange';
import { openAs } from './openAs';
import { test } from './test';

/** Documents are indexed every few seconds, so it may have to be asked again. */
async function finds(page: Page, query: string, title: RegExp): Promise<void> {
  await expect(async () => {
    await page.goto(`/search?query=${encodeURIComponent(query)}`);
    await expect(page.getByRole('link', { name: title }).first()).toBeVisible({
      timeout: 5_000,
    });
  }).toPass({ timeout: 90_000 });
}

test('a profile, a cluster and a change are found, by those who may read them', async ({
  context,
}) => {
  const name = newName('shop-found');
  await readyCluster({ name, target: 'prod-eu1' });
  await propose('alice', { kind: 'upgrade', cluster: name, version: '1.3.1' });

  const alice = await openAs(context, 'Alice');
  await finds(alice, 'production base', /^Production base$/);
  await finds(alice, name, new RegExp(`^${name}: Upgrade`));
  await finds(alice, name, new RegExp(`^${name}$`));

  // Another team's cluster in production is not for Dan to see.
  const dan = await openAs(context, 'Dan');
  await finds(dan, 'production base', /^Production base$/);
  await dan.goto(`/search?query=${name}`);
  await dan.waitForLoadState('networkidle');
  await expect(dan.getByText('Result Type')).toBeVisible();
  await expect(dan.getByRole('link', { name: new RegExp(name) })).toHaveCount(
    0,
  );
});
