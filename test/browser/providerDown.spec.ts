import { expect } from '@playwright/test';
import { fetchAs } from './apiAs';
import { newName, readyCluster } from './arrange';
import { inspect } from './inspect';
import { openAs } from './openAs';
import { test } from './test';

const misbehaviours = `${process.env.PORTAL_URL}/api/cluster-profiles/simulator/misbehaviours`;

test('the clusters stay on their page when their provider is down, and a badge says so', async ({
  context,
}) => {
  const name = newName('shop-dark');
  await readyCluster({ name, target: 'dev-eu1', version: '1.4.0' });
  const asPaula = fetchAs('paula');
  await asPaula(misbehaviours, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ kind: 'unreachable', message: 'No route to host' }),
  });
  try {
    const page = await openAs(context, 'Paula');
    await page.goto(`/cluster-profiles/clusters?search=${name}`);
    await expect(
      page.getByRole('group', { name: 'Freshness of providers' }),
    ).toContainText(/simulator: (unreachable|answers for some)/, {
      timeout: 90_000,
    });
    await expect(
      page.getByRole('row', { name: new RegExp(name) }),
    ).toContainText('production-base');
    await inspect(page, 'clusters-provider-down');
  } finally {
    await asPaula(misbehaviours, { method: 'DELETE' });
  }
});
