import { expect } from '@playwright/test';
import { newName } from './arrange';
import { inspect } from './inspect';
import { changeState, fillRequest, openCluster, sendRequest } from './pages';
import { openAs } from './openAs';
import { test } from './test';

test('a developer finds a stack, requests a cluster in development, and follows it to ready', async ({
  context,
}) => {
  const name = newName('shop-dev');
  const page = await openAs(context, 'Alice');

  await page.goto('/catalog');
  await page.getByRole('link', { name: 'Production base' }).click();
  await page.getByRole('link', { name: 'Stack', exact: true }).click();
  await expect(
    page.getByRole('table', { name: /Stack of production-base/ }),
  ).toContainText('cilium');

  await page.goto('/cluster-profiles/clusters');
  await page.getByRole('link', { name: 'Request a cluster' }).click();
  await fillRequest(page, {
    profile: 'Production base',
    name,
    target: 'Development EU 1',
  });
  await expect(page.getByText('No approval is needed.')).toBeVisible();
  await inspect(page, 'request-plan', { halfFilledIn: true });

  await sendRequest(page);
  await expect(changeState(page)).toContainText('Applied', { timeout: 60_000 });
  await page.getByRole('button', { name: /^Show all \d+ steps$/ }).click();
  await expect(page.getByRole('list', { name: 'Steps' })).toContainText(
    'cilium',
  );
  await inspect(page, 'change-applied');

  await openCluster(page, name);
  await expect(page.getByText('Ready', { exact: true }).first()).toBeVisible();

  await page.goto('/cluster-profiles/clusters');
  await expect(page.getByRole('row', { name: new RegExp(name) })).toContainText(
    'Ready',
  );
});
