import { expect } from '@playwright/test';
import { apiAs } from './apiAs';
import { approveAndApply, newName, propose, readyCluster } from './arrange';
import { inspect } from './inspect';
import { changeState } from './pages';
import { openAs } from './openAs';
import { test } from './test';

test('a plan that no longer holds cannot be approved; the new plan needs its own', async ({
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

  const paula = await openAs(context, 'Paula');
  await paula.goto(`/cluster-profiles/changes/${upgrade.id}`);
  const approve = paula.getByRole('button', { name: 'Approve', exact: true });
  await expect(approve).toBeEnabled();

  // Meanwhile the cluster moves on.
  await approveAndApply(settings);
  await expect(approve).toBeDisabled({ timeout: 30_000 });
  await expect(
    paula.getByRole('list', { name: 'Why buttons are disabled' }),
  ).toContainText(
    'The cluster has changed since this was planned; plan it again',
  );
  await inspect(paula, 'change-outlived');

  await paula.getByRole('button', { name: 'Plan again' }).click();
  await paula.getByRole('button', { name: 'Show the new plan' }).click();
  await approve.click();
  await expect(changeState(paula)).toContainText('Applied', {
    timeout: 60_000,
  });
});

test('a plan that changes under the reader stays on screen, and the difference is offered', async ({
  context,
}) => {
  const name = newName('shop-moved');
  await readyCluster({ name, target: 'prod-eu1', version: '1.3.0' });
  const upgrade = await propose('alice', {
    kind: 'upgrade',
    cluster: name,
    version: '1.3.1',
  });
  const paula = await openAs(context, 'Paula');
  await paula.goto(`/cluster-profiles/changes/${upgrade.id}`);
  const approve = paula.getByRole('button', { name: 'Approve', exact: true });
  await expect(approve).toBeEnabled();

  // While she reads, the cluster moves on and the proposer plans again.
  await approveAndApply(
    await propose('alice', {
      kind: 'set-parameters',
      cluster: name,
      parameters: { auditLogDays: 60 },
    }),
  );
  await apiAs('alice').replanChange(upgrade.id);
  const notice = paula.getByRole('alert').filter({
    hasText: 'Changed since you looked',
  });
  await expect(notice).toBeVisible();
  await expect(approve).toBeDisabled();
  await notice.getByRole('button', { name: 'Show the difference' }).click();
  await inspect(paula, 'change-outdated', { halfFilledIn: true });
  await notice.getByRole('button', { name: 'Show the new plan' }).click();
  await expect(notice).toBeHidden();
  await expect(approve).toBeEnabled();
});
