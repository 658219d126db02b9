import { expect } from '@playwright/test';
import { apiAs } from './apiAs';
import { newName, readyCluster } from './arrange';
import { inspect } from './inspect';
import { openAs } from './openAs';
import { test } from './test';

test('two clusters are upgraded at once: the sum is seen first, then each has a change', async ({
  context,
}) => {
  const fleet = newName('fleet');
  const names = [`${fleet}-a`, `${fleet}-b`];
  for (const name of names) {
    await readyCluster({ name, target: 'prod-eu1' });
  }
  const page = await openAs(context, 'Paula');
  await page.goto(`/cluster-profiles/clusters?search=${fleet}`);
  for (const name of names) {
    await page
      .getByRole('row', { name: new RegExp(name) })
      .getByRole('checkbox')
      .check({ force: true });
  }
  await expect(page.getByText('2 clusters selected')).toBeVisible();
  await inspect(page, 'bulk-selected', { halfFilledIn: true });

  await page.getByRole('button', { name: 'Change them' }).click();
  await page
    .getByRole('menuitem', { name: 'Upgrade to the newest version' })
    .click();
  const dialog = page.getByRole('dialog');
  const sum = dialog.getByLabel('Sum of all plans');
  await expect(sum).toContainText('clusters would change');
  await expect(sum).toContainText('cannot be rolled back');
  await expect(
    dialog.getByRole('table', { name: 'Plans by cluster' }),
  ).toContainText('1 of platform');
  await inspect(page, 'bulk-sum', { halfFilledIn: true });
  await dialog.getByRole('button', { name: 'Propose 2 changes' }).click();
  await expect(dialog.getByText('2 of 2 proposed')).toBeVisible();
  await dialog.getByRole('button', { name: 'Done' }).click();

  for (const name of names) {
    const { items } = await apiAs('paula').listChanges({ subject: name });
    expect(items.map(({ kind }) => kind)).toContain('upgrade');
  }
});
