import { expect } from '@playwright/test';
import { newName, readyCluster } from './arrange';
import { expectAccessible } from './expectAccessible';
import { inspect } from './inspect';
import { changeState, openCluster } from './pages';
import { openAs } from './openAs';
import { test } from './test';

const OVERRIDE = 'Override a value';

test('a value is overridden for one cluster, shown with it, and given back', async ({
  context,
}) => {
  const name = newName('shop-override');
  await readyCluster({ name, target: 'dev-eu1' });
  const page = await openAs(context, 'Alice');

  await openCluster(page, name);
  await page.getByRole('button', { name: `${OVERRIDE}…` }).click();
  const dialog = page.getByRole('dialog', { name: `${OVERRIDE} of ${name}` });
  await dialog.getByRole('button', { name: /Layer/ }).click();
  await page.getByRole('option', { name: /^metrics-server/ }).click();
  await dialog.getByRole('button', { name: /^Value|Value$/ }).click();
  await page.getByRole('option', { name: /^\/replicas/ }).click();
  await dialog.getByRole('textbox', { name: /New value/ }).fill('3');
  const reason = dialog.getByRole('textbox', { name: /Reason/ });
  await reason.fill('no');
  await expect(dialog.getByText(/^Say why/)).toBeVisible();
  await reason.fill('Until the sale is over');
  await dialog.getByRole('button', { name: 'Show the plan' }).click();
  await expect(
    dialog.getByRole('region', { name: 'Overrides that hold with it' }),
  ).toContainText('/replicas = 3');
  await inspect(page, 'override-plan', { halfFilledIn: true });
  await dialog.getByRole('button', { name: 'Propose' }).click();
  await expect(changeState(page)).toContainText('Applied', { timeout: 60_000 });

  await openCluster(page, name);
  const entry = page
    .getByRole('list', { name: 'Overrides' })
    .getByRole('listitem');
  await expect(entry).toContainText('Holds');
  await expect(entry).toContainText('Until the sale is over');
  await expectAccessible(page);
  await entry.getByRole('button', { name: /^End/ }).click();
  await page
    .getByRole('dialog', { name: /^End the override/ })
    .getByRole('button', { name: 'Propose' })
    .click();
  await expect(changeState(page)).toContainText('Applied', { timeout: 60_000 });

  await openCluster(page, name);
  await expect(
    page.getByText('Every value is the one of its profile.'),
  ).toBeVisible();
});
