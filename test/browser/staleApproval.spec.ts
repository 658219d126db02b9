import { expect, test } from '@playwright/test';
import { approveAndApply, newName, propose, readyCluster } from './arrange';
import { inspect } from './inspect';
import { changeState } from './pages';
import { signInAs } from './signInAs';

test('an approval of a plan that no longer holds is refused; the new plan needs its own', async ({
  context,
}) => {
  const name = newName('shop-stale');
  await readyCluster({ name, target: 'prod-eu1', version: '1.3.0' });
  const upgrade = await propose('alice', {
    kind: 'upgrade',
    cluster: name,
    version: '1.3.1',
  });
  const settings = await propose('alice', {
    kind: 'set-parameters',
    cluster: name,
    parameters: { auditLogDays: 60 },
  });

  const paula = await signInAs(context, 'Paula');
  await paula.goto(`/cluster-profiles/changes/${upgrade.id}`);
  const approve = paula.getByRole('button', { name: 'Approve', exact: true });
  await expect(approve).toBeEnabled();

  // Meanwhile the cluster moves on.
  await approveAndApply(settings);
  await approve.click();
  await expect(changeState(paula)).toContainText('Stale');
  await inspect(paula, 'change-stale');

  await paula.getByRole('button', { name: 'Plan again' }).click();
  await expect(changeState(paula)).toContainText('Awaiting approval');
  await paula.getByRole('button', { name: 'Show the new plan' }).click();
  await approve.click();
  await expect(changeState(paula)).toContainText('Applied', {
    timeout: 60_000,
  });
});
