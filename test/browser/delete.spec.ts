import { expect } from '@playwright/test';
import { newName, readyCluster } from './arrange';
import { inspect } from './inspect';
import { changeState, chooseAction, openCluster } from './pages';
import { openAs } from './openAs';
import { test } from './test';

test('a cluster is deleted, and leaves list and catalog', async ({
  context,
}) => {
  const name = newName('shop-gone');
  await readyCluster({ name, target: 'dev-eu1', version: '1.4.0' });
  const page = await openAs(context, 'Bob');

  await openCluster(page, name);
  const dialog = await chooseAction(page, 'Delete');
  const confirmation = dialog.getByRole('textbox', {
    name: `Type ${name} to confirm`,
  });
  await expect(confirmation).toBeVisible();
  const send = dialog.getByRole('button', { name: 'Propose' });
  await expect(send).toBeDisabled();
  await inspect(page, 'delete-plan', { halfFilledIn: true });
  await confirmation.fill(name);
  await send.click();
  await expect(changeState(page)).toContainText('Applied', { timeout: 60_000 });

  await page.goto('/cluster-profiles/clusters');
  await expect(
    page
      .getByRole('button', { name: 'Request a cluster' })
      .or(page.getByRole('link', { name: 'Request a cluster' })),
  ).toBeVisible();
  await expect(page.getByRole('row', { name: new RegExp(name) })).toHaveCount(
    0,
  );
  await expect(async () => {
    await page.goto(`/catalog/default/resource/${name}`);
    await expect(page.getByText(/not found/i).first()).toBeVisible({
      timeout: 2_000,
    });
  }).toPass({ timeout: 30_000 });
});
