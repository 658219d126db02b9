import { expect, test, type Page } from '@playwright/test';
import { approveAndApply, newName, propose } from '../../../browser/arrange';
import { inspect } from '../../../browser/inspect';
import { changeState, chooseAction, openCluster } from '../../../browser/pages';
import { signInAs } from '../../../browser/signInAs';
import { managementCluster } from '../../lab';
import type { WorkloadCluster } from '../../workloadCluster';

const APPLIED = { timeout: 240_000 };
const TARGET = 'lab-others';
const LAYERS = [
  'tools-queues',
  'tools-ingress',
  'tools-monitoring',
  'tools-cache',
];

async function importCluster(name: string) {
  await approveAndApply(
    await propose('alice', {
      kind: 'import',
      cluster: name,
      owner: 'group:default/checkout',
      target: TARGET,
      source: 'workload',
    }),
  );
}

const layer = (page: Page, name: string) =>
  page.getByRole('row').filter({
    has: page.getByRole('rowheader', { name: new RegExp(`^${name}`) }),
  });

/** Names of all that the management cluster has of a cluster, or of its target. */
async function records(label: string, value: string): Promise<string> {
  return (await managementCluster()).kubectl(
    'get',
    'applications,appprojects,secrets',
    '--output=name',
    '--ignore-not-found',
    '--namespace=argocd',
    `--selector=clusterprofiles.io/${label}=${value}`,
  );
}

/** Names of all that layers have there. */
async function objects(workload: WorkloadCluster): Promise<string> {
  const found = await Promise.all(
    LAYERS.map(namespace =>
      workload.kubectl(
        'get',
        'deployments,daemonsets,services,configmaps,jobs,pods',
        '--output=name',
        '--ignore-not-found',
        `--namespace=${namespace}`,
      ),
    ),
  );
  return found.join('').replaceAll('configmap/kube-root-ca.crt\n', '');
}

test('an add-on profile comes onto a cluster of others layer by layer, is corrected, upgraded, rolled back and removed', async ({
  context,
}) => {
  const workload = (await managementCluster()).workloadCluster();
  const name = newName('theirs');
  await workload.releaseNodes();
  await importCluster(name);
  const page = await signInAs(context, 'Alice');
  const send = async (dialog: ReturnType<Page['getByRole']>) => {
    await dialog.getByRole('button', { name: 'Propose' }).click();
    await expect(changeState(page)).toBeVisible();
  };

  await test.step('layer by layer', async () => {
    await openCluster(page, name);
    const add = await chooseAction(page, 'Add an add-on profile');
    await add.getByRole('radio', { name: 'Lab tools' }).click();
    await add.getByRole('button', { name: /^Version|Version$/ }).click();
    await page.getByRole('option', { name: '1.0.0' }).click();
    await add.getByRole('button', { name: 'Show the plan' }).click();
    await expect(add).toContainText('tools-cache');
    await inspect(page, 'lab-add-ons-plan', { halfFilledIn: true });
    await send(add);
    await inspect(page, 'lab-add-ons-progress');
    await expect(changeState(page)).toContainText('Applied', APPLIED);
    await openCluster(page, name);
    for (const it of LAYERS) {
      await expect(layer(page, it)).toContainText('Healthy');
    }
    await inspect(page, 'lab-add-ons-healthy');
  });

  await test.step('drift', async () => {
    await workload.kubectl(
      'patch',
      'deployment/tools-ingress',
      '--namespace=tools-ingress',
      '--patch={"spec":{"replicas":5}}',
    );
    await expect(layer(page, 'tools-ingress')).toContainText(
      'Drifted',
      APPLIED,
    );
    const drift = page.getByRole('region', { name: 'Drift of tools-ingress' });
    await expect(
      drift.getByRole('row', { name: '/spec/replicas 2 5 kubectl-patch' }),
    ).toBeVisible();
    await inspect(page, 'lab-add-ons-drift');
    await drift
      .getByRole('button', { name: 'Correct tools-ingress now' })
      .click();
    await expect(layer(page, 'tools-ingress')).toContainText(
      'In sync',
      APPLIED,
    );
    await page.getByRole('button', { name: 'Show past drift' }).click();
    await expect(
      page.getByRole('row', { name: /kubectl-patch .*Corrected .*alice/ }),
    ).toBeVisible();
    await inspect(page, 'lab-add-ons-corrected');
    const { spec } = await workload.get<{ spec: { replicas: number } }>(
      'deployment/tools-ingress',
      '--namespace=tools-ingress',
    );
    expect(spec.replicas).toBe(2);
  });

  await test.step('upgrade', async () => {
    const upgrade = await chooseAction(page, 'Upgrade');
    await upgrade.getByRole('radio', { name: '1.1.0', exact: true }).click();
    await upgrade.getByRole('button', { name: 'Show the plan' }).click();
    await expect(upgrade).toContainText('1.0.0 → 1.1.0');
    const objectsByLayer = upgrade.getByRole('list', {
      name: 'Objects by layer',
    });
    await objectsByLayer.getByText('tools-ingress').click();
    await expect(objectsByLayer).toContainText(
      'RemovedConfigMap tools-ingress/tools-ingress-tcp-services',
    );
    await inspect(page, 'lab-add-ons-upgrade', { halfFilledIn: true });
    await send(upgrade);
    await expect(changeState(page)).toContainText('Applied', APPLIED);
    expect(await objects(workload)).not.toContain('tcp-services');
  });

  await test.step('roll back', async () => {
    await openCluster(page, name);
    const rollBack = await chooseAction(page, 'Roll back');
    await rollBack.getByRole('radio', { name: 'Revision 2' }).click();
    await rollBack.getByRole('button', { name: 'Show the plan' }).click();
    await expect(rollBack).toContainText('1.1.0 → 1.0.0');
    await send(rollBack);
    await expect(changeState(page)).toContainText('Applied', APPLIED);
    expect(await objects(workload)).toContain('tcp-services');
  });

  await test.step('remove', async () => {
    await openCluster(page, name);
    const remove = await chooseAction(page, 'Remove an add-on profile');
    await remove.getByRole('button', { name: 'Show the plan' }).click();
    await expect(remove).toContainText('tools-cache');
    await send(remove);
    await expect(changeState(page)).toContainText('Applied', APPLIED);
    expect(await objects(workload)).toBe('');
    expect(await records('cluster', name)).not.toContain('application');
    // The queue stays with its definition, as the plan had said, and so does where it is.
    await expect
      .poll(
        async () => {
          const there = await workload.kubectl(
            'get',
            'namespaces',
            '--output=name',
          );
          return LAYERS.filter(it => there.includes(`/${it}\n`));
        },
        { timeout: 60_000 },
      )
      .toEqual(['tools-queues']);
    await openCluster(page, name);
    await expect(
      page.getByText('No add-on profile runs here yet.'),
    ).toBeVisible();
    await inspect(page, 'lab-add-ons-removed');
  });

  await approveAndApply(
    await propose('alice', { kind: 'delete', cluster: name }),
  );
  expect(await records('cluster', name)).toBe('');
  expect(await records('target', TARGET)).toBe('');
});
