import { parse, stringify } from 'yaml';
import { aBundle, type BundleOptions } from '../../__testUtils__/bundles';
import { CHANGE_CHECKPOINTS } from '../../changes/checkpointNames';
import { RECONCILER_CHECKPOINTS } from '../../reconciler/checkpointNames';
import type { Client } from './createClient';

export const ALL_CHECKPOINTS: string[] = [
  ...CHANGE_CHECKPOINTS,
  ...RECONCILER_CHECKPOINTS,
];

const CLUSTER = 'payments';
const PUBLICATION = ['before-publish', 'after-publish'];
const PROVIDER_APPLY = ['before-provider-apply', 'after-provider-apply'];
const LAYER_APPLY = ['before-layer-apply', 'after-layer-apply'];
const LAYER_PRUNE = ['before-layer-prune', 'after-layer-prune'];
const PROVIDER_DELETE = ['before-provider-delete', 'after-provider-delete'];

export interface Scenario {
  name: string;
  /** What is there when it begins. */
  on: 'published' | 'ready';
  /** Drives it from outside to its end. */
  run(client: Client): Promise<void>;
  /** Checkpoints that it does not come by; it comes by all others. */
  neverReaches: string[];
}

/** Publishes two versions: the second raises Kubernetes by a minor and one add-on by a patch, and drops another. */
export async function publishProfiles(client: Client): Promise<void> {
  const first = parse(aBundle().document);
  first.spec.layers.push({
    name: 'cert-manager',
    kind: 'addon',
    category: 'security',
    version: '1.19.2',
    source: { type: 'helm', repository: 'library', chart: 'cert-manager' },
    dependsOn: ['metrics-server'],
  });
  await publish(client, '1.0.0', { document: stringify(first) });
  await publish(
    client,
    '1.1.0',
    aBundle({
      version: '1.1.0',
      kubernetes: '1.35.2',
      metricsServer: '3.13.1',
    }),
  );
}

async function publish(
  client: Client,
  version: string,
  bundle: { document: string } = aBundle({ version } satisfies BundleOptions),
) {
  return client.carryOut(
    'paula',
    'pete',
    { kind: 'publish', bundle },
    `publish-${version}`,
  );
}

export async function createCluster(client: Client): Promise<void> {
  await client.carryOut(
    'alice',
    'pete',
    {
      kind: 'create',
      cluster: CLUSTER,
      owner: 'group:default/checkout',
      target: 'prod-eu1',
      profile: { name: 'base', version: '1.0.0' },
      follow: 'minor',
    },
    'create-payments',
  );
}

/** Each in production, so that somebody has to approve. */
export const SCENARIOS: Scenario[] = [
  {
    name: 'create',
    on: 'published',
    run: createCluster,
    neverReaches: [...PUBLICATION, ...LAYER_PRUNE, ...PROVIDER_DELETE],
  },
  {
    name: 'upgrade',
    on: 'ready',
    run: async client => {
      await client.carryOut(
        'alice',
        'pete',
        { kind: 'upgrade', cluster: CLUSTER, version: '1.1.0' },
        'upgrade-payments',
      );
    },
    neverReaches: [...PUBLICATION, ...PROVIDER_DELETE],
  },
  {
    name: 'delete',
    on: 'ready',
    run: async client => {
      await client.carryOut(
        'alice',
        'pete',
        { kind: 'delete', cluster: CLUSTER },
        'delete-payments',
      );
    },
    neverReaches: [...PUBLICATION, ...PROVIDER_APPLY, ...LAYER_APPLY],
  },
  {
    name: 'publish a version that a cluster follows',
    on: 'ready',
    run: async client => {
      await publish(client, '1.2.0');
      const { body } = await client.call(
        'paula',
        'get',
        `/changes?kind=upgrade&subject=${CLUSTER}`,
      );
      await client.until(body.items[0].id, 'awaiting-approval');
    },
    neverReaches: [...RECONCILER_CHECKPOINTS],
  },
];
