import { expect } from '@playwright/test';
import { newName, propose, readyCluster } from './arrange';
import { publishFortyLayers } from './fortyLayers';
import { inspect } from './inspect';
import { openAs } from './openAs';
import { test } from './test';

test('of forty layers, a reviewer sees what matters without scrolling', async ({
  context,
}) => {
  const profile = newName('forty');
  await publishFortyLayers(profile);
  const cluster = newName('shop-forty');
  await readyCluster({
    name: cluster,
    target: 'prod-eu1',
    profile,
    version: '1.0.0',
  });
  const { id, plan } = await propose('alice', {
    kind: 'upgrade',
    cluster,
    version: '1.1.0',
  });
  // What the reviewer is to see is there at all.
  expect(plan!.layers).toHaveLength(40);
  expect(plan!.objects.removed.length).toBeGreaterThan(0);
  expect(plan!.irreversible.length).toBeGreaterThan(0);
  const warnings = plan!.findings.filter(({ severity }) => severity === 'warn');
  expect(warnings).not.toHaveLength(0);

  const page = await openAs(context, 'Paula');
  await page.goto(`/cluster-profiles/changes/${id}`);
  const main = page.getByRole('main');
  const machines = plan!.machinesReplaced.reduce(
    (sum, { count }) => sum + count,
    0,
  );
  for (const text of [
    'production',
    `${machines} replaced`,
    plan!.irreversible[0],
    plan!.objects.removed[0],
    warnings[0].message,
  ]) {
    await expect(
      main.getByText(text, { exact: false }).first(),
      text,
    ).toBeInViewport({ ratio: 1 });
  }
  await inspect(page, 'change-of-forty-layers');
});
