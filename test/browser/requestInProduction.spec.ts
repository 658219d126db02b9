import { expect } from '@playwright/test';
import { newName } from './arrange';
import { inspect } from './inspect';
import { changeState, fillRequest, sendRequest } from './pages';
import { openAs } from './openAs';
import { test } from './test';

test('a request in production waits for the platform team; its requester cannot approve it', async ({
  context,
}) => {
  const name = newName('shop-prod');
  const alice = await openAs(context, 'Alice');
  await alice.goto('/create/templates/default/request-cluster');
  await fillRequest(alice, {
    profile: 'Production base',
    name,
    target: 'Production EU 1',
  });
  await expect(
    alice.getByText(/of 1 approval from platform/i).first(),
  ).toBeVisible();
  await sendRequest(alice);
  await expect(changeState(alice)).toContainText('Awaiting approval');
  await expect(
    alice.getByRole('button', { name: 'Approve', exact: true }),
  ).toBeDisabled();
  await expect(
    alice.getByRole('list', { name: 'Why buttons are disabled' }),
  ).toContainText('Approve');
  await inspect(alice, 'change-waits');

  const paula = await openAs(context, 'Paula');
  await paula.goto('/cluster-profiles/changes');
  await paula.getByRole('link', { name: `Create ${name}` }).click();
  await expect(changeState(paula)).toContainText('Waits for 1 approval');
  await expect(
    paula.getByRole('region', { name: 'Plan in detail' }),
  ).toContainText('cilium');
  await inspect(paula, 'change-to-approve');
  await paula.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(changeState(paula)).toContainText('Applied', {
    timeout: 60_000,
  });
  await expect(paula.getByRole('region', { name: 'Approvals' })).toContainText(
    /paula\s+approved/,
  );

  await alice.goto('/cluster-profiles/clusters');
  await expect(
    alice.getByRole('row', { name: new RegExp(name) }),
  ).toContainText('Ready');
});
