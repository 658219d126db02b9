import { expect, test, type Page } from '@playwright/test';
import { newName } from '../../browser/arrange';
import { inspect } from '../../browser/inspect';
import {
  changeState,
  chooseAction,
  fillRequest,
  openCluster,
  sendRequest,
} from '../../browser/pages';
import { signInAs } from '../../browser/signInAs';

const CREATED = { timeout: 240_000 };
const UPGRADED = { timeout: 420_000 };

/** Paula opens what waits for her and approves it. */
async function approve(paula: Page, title: string): Promise<void> {
  await paula.goto('/cluster-profiles/changes');
  await paula.getByRole('link', { name: title }).click();
  await expect(changeState(paula)).toContainText('Waits for 1 approval');
  await paula.getByRole('button', { name: 'Approve', exact: true }).click();
}

test('a real cluster is requested, approved, built machine by machine, upgraded and deleted', async ({
  context,
}) => {
  const name = newName('shop');
  const alice = await signInAs(context, 'Alice');
  const paula = await signInAs(context, 'Paula');

  await alice.goto('/create/templates/default/request-cluster');
  await fillRequest(alice, {
    profile: 'Lab base',
    version: '1.0.0',
    name,
    target: 'Lab, production',
    choices: { 'Control plane nodes': '3' },
  });
  await sendRequest(alice);
  await expect(changeState(alice)).toContainText('Awaiting approval');
  await approve(paula, `Create ${name}`);

  const steps = paula.getByRole('list', { name: 'Steps' });
  const machine = (number: number) =>
    steps
      .getByRole('listitem')
      .filter({ hasText: `Control plane ${number} of 3` });
  // Each machine joins the one before it.
  await expect(machine(1)).toContainText('Done', CREATED);
  await expect(machine(3)).not.toContainText('Done', { timeout: 1 });
  await inspect(paula, 'lab-create-progress');
  await expect(machine(3)).toContainText('Done', CREATED);
  await expect(changeState(paula)).toContainText('Applied', CREATED);

  await openCluster(alice, name);
  await expect(
    alice.getByRole('row', { name: /control plane 3 of 3 1[.]34[.]1/ }),
  ).toBeVisible();
  await inspect(alice, 'lab-cluster-ready');

  const upgrade = await chooseAction(alice, 'Upgrade');
  await upgrade.getByRole('radio', { name: '1.1.0', exact: true }).click();
  await upgrade.getByRole('button', { name: 'Show the plan' }).click();
  await expect(upgrade).toContainText('1.34.1 → 1.35.0');
  await upgrade.getByRole('button', { name: 'Propose' }).click();
  await expect(changeState(alice)).toContainText('Awaiting approval');
  await inspect(alice, 'lab-upgrade-plan');
  await approve(paula, `Upgrade ${name}`);
  await expect(changeState(paula)).toContainText('Applied', UPGRADED);

  await openCluster(alice, name);
  await expect(
    alice.getByRole('row', { name: /control plane 3 of 3 1[.]35[.]0/ }),
  ).toBeVisible();

  const removal = await chooseAction(alice, 'Delete');
  await removal
    .getByRole('textbox', { name: `Type ${name} to confirm` })
    .fill(name);
  await removal.getByRole('button', { name: 'Propose' }).click();
  await expect(changeState(alice)).toContainText('Awaiting approval');
  await approve(paula, `Delete ${name}`);
  await expect(changeState(paula)).toContainText('Applied', CREATED);
  await paula.goto('/cluster-profiles/clusters');
  await expect(
    paula.getByRole('link', { name: 'Request a cluster' }),
  ).toBeVisible();
  await expect(paula.getByRole('row', { name: new RegExp(name) })).toHaveCount(
    0,
  );
});
