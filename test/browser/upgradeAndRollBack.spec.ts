import { expect, type Locator } from '@playwright/test';
import { newName, readyCluster } from './arrange';
import { inspect } from './inspect';
import { changeState, chooseAction, openCluster } from './pages';
import { openAs } from './openAs';
import { test } from './test';

/** The row of the layer in the difference that a dialog shows. */
const ingressOf = (dialog: Locator) =>
  dialog
    .getByRole('list', { name: 'Layers that change' })
    .getByRole('listitem')
    .filter({ hasText: 'ingress' });

test('a patch of an add-on is shown, applied, and rolled back', async ({
  context,
}) => {
  const name = newName('shop-patch');
  await readyCluster({ name, target: 'dev-eu1', version: '1.3.0' });
  const page = await openAs(context, 'Alice');

  await openCluster(page, name);
  const upgrade = await chooseAction(page, 'Upgrade');
  await upgrade.getByRole('radio', { name: '1.3.1', exact: true }).click();
  await upgrade.getByRole('button', { name: 'Show the plan' }).click();
  await expect(ingressOf(upgrade)).toContainText(/4[.]14[.]\d+ → 4[.]14[.]\d+/);
  await inspect(page, 'upgrade-plan', { halfFilledIn: true });
  await upgrade.getByRole('button', { name: 'Propose' }).click();
  await expect(changeState(page)).toContainText('Applied', { timeout: 60_000 });

  await openCluster(page, name);
  await expect(page.getByText(/production-base\s+1[.]3[.]1/)).toBeVisible();
  const rollBack = await chooseAction(page, 'Roll back');
  await rollBack.getByRole('radio', { name: 'Revision 1' }).click();
  await rollBack.getByRole('button', { name: 'Show the plan' }).click();
  await expect(ingressOf(rollBack)).toContainText(
    /4[.]14[.]\d+ → 4[.]14[.]\d+/,
  );
  await inspect(page, 'roll-back-plan', { halfFilledIn: true });
  await rollBack.getByRole('button', { name: 'Propose' }).click();
  await expect(changeState(page)).toContainText('Applied', { timeout: 60_000 });

  await openCluster(page, name);
  await expect(page.getByText(/production-base\s+1[.]3[.]0/)).toBeVisible();
});

test('a version of a profile is compared with another one', async ({
  context,
}) => {
  const page = await openAs(context, 'Alice');
  await page.goto(
    '/catalog/default/clusterprofile/production-base/versions?from=1.3.1&to=1.4.0',
  );
  await expect(page.getByText('Kubernetes 1.34.3 → 1.35.2')).toBeVisible();
  await expect(
    page.getByRole('list', { name: 'Layers that change' }),
  ).toContainText('4.14.3 → 4.15.1');
});
