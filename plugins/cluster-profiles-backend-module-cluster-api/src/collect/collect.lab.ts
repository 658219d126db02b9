import type { DesiredState } from '@cluster-profiles/plugin-cluster-profiles-common';
import { ProviderUnreachableError } from '@cluster-profiles/plugin-cluster-profiles-node';
import { until } from '../../../../test/management-cluster/until';
import { LabCluster } from '../__testUtils__/LabCluster';
import { labFiles, labTarget } from '../__testUtils__/labState';
import { BUNDLE_LABEL } from '../classes/stampBundle';

const LONG_AGO = '2026-01-01T00:00:00.000Z';
const KINDS =
  'clusterclasses,kubeadmcontrolplanetemplates,kubeadmconfigtemplates,devclustertemplates,devmachinetemplates';

/** With the role of the documentation: what nobody uses goes, and nothing else. */
describe('classes on the lab that nobody uses', () => {
  let cluster: LabCluster;
  let running: DesiredState;

  beforeAll(async () => {
    cluster = await LabCluster.start();
    running = cluster.initial;
  });

  afterAll(() => cluster?.lab.removeNamespaces());

  const profile = (digest: string) => ({ ...running.profiles[0], digest });

  const prepare = (digest: string, instanceId = 'lab-portal') =>
    cluster.provider.prepare({
      profile: profile(digest),
      entry: { classes: './cluster-api' },
      target: labTarget(cluster.namespace),
      instanceId,
      files: labFiles,
    });

  /** What goes when all that is unused has been so for long. */
  const collect = async (inUse: string[] = []) => {
    const options = {
      target: labTarget(cluster.namespace),
      inUse: inUse.map(digest => ({
        profile: profile(digest),
        entry: { classes: './cluster-api' },
        target: labTarget(cluster.namespace),
      })),
      before: LONG_AGO,
      instanceId: 'lab-portal',
      files: labFiles,
    };
    const { unused } = await cluster.provider.collect({
      ...options,
      unusedSince: new Map(),
    });
    return cluster.provider.collect({
      ...options,
      unusedSince: new Map(unused.map(id => [id, LONG_AGO])),
    });
  };

  /** Objects of each bundle, copies for clusters included. */
  const stamped = async () => {
    const { items } = await cluster.lab.get<{
      items: Array<{ metadata: { labels: Record<string, string> } }>;
    }>(KINDS, `--namespace=${cluster.namespace}`, `--selector=${BUNDLE_LABEL}`);
    return new Set(items.map(({ metadata }) => metadata.labels[BUNDLE_LABEL]));
  };

  it('go with their templates, while those of others stay', async () => {
    await cluster.reach(running);
    const [hash] = await stamped();
    await prepare('unused00');
    await prepare('needed00');
    await prepare('foreign0', 'another-portal');
    expect((await stamped()).size).toBe(4);

    // The database knows of no cluster, as after an old backup: the live one keeps its class.
    await expect(collect(['needed00'])).resolves.toEqual({
      unused: [],
      collected: [expect.stringContaining(`/${cluster.namespace}/`)],
      problems: [],
    });
    const left = await stamped();
    expect(left.size).toBe(3);
    expect(left).toContain(hash);
    const observed = await cluster.untilProven(running);
    expect(observed.machines).toHaveLength(2);
  });

  it('go once the last cluster is gone', async () => {
    const gone = { ...running, deleted: true };
    await cluster.delete(gone);
    await cluster.untilGone(gone);
    // Asked again as the portal does: the store of the lab may answer 500 to a deletion that meets another one.
    await until('only the class of another portal is left', async () => {
      await collect().catch(error => {
        if (!(error instanceof ProviderUnreachableError)) {
          throw error;
        }
      });
      return (await stamped()).size === 1;
    });
    await expect(collect()).resolves.toMatchObject({ collected: [] });
  });
});
