import {
  hasBlocker,
  type DesiredState,
  type ObservedCluster,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { withLayer } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { LabCluster } from './__testUtils__/LabCluster';

/** Several minors in one change: walked by Cluster API where the class lists them, else written one after the other. */
describe('several Kubernetes minors on the lab', () => {
  const opened: LabCluster[] = [];
  afterAll(() => opened[0]?.lab.removeNamespaces());

  async function start(change: (initial: DesiredState) => DesiredState) {
    const cluster = await LabCluster.start();
    opened.push(cluster);
    const initial = change(cluster.initial);
    await cluster.reach(initial);
    return { cluster, initial };
  }

  const entry = (
    { providerConfig }: DesiredState,
    config: DesiredState['providerConfig'],
  ) => ({ ...providerConfig, ...config });

  /** Versions of the control plane as they were seen, in order; of machines that are seen together the older ones first. */
  function watch() {
    const versions: string[] = [];
    return {
      versions,
      look({ machines }: ObservedCluster) {
        const together = new Set(
          machines
            .filter(({ pool }) => pool === 'controlPlane')
            .map(({ kubernetesVersion }) => kubernetesVersion)
            .sort(),
        );
        versions.push(...[...together].filter(it => !versions.includes(it)));
      },
    };
  }

  it.concurrent(
    'are refused where nobody knows the versions between',
    async () => {
      const { cluster, initial } = await start(desired => desired);
      const skip = await cluster.preview(
        withLayer(initial, 'kubernetes', { version: '1.35.0' }),
      );
      expect(skip.kubernetesPath).toBeUndefined();
      expect(skip.findings).toContainEqual(
        expect.objectContaining({
          severity: 'block',
          code: 'kubernetes-skips-minor',
        }),
      );
    },
  );

  it.concurrent(
    'are walked by Cluster API where the class lists them',
    async () => {
      const { cluster, initial } = await start(desired => ({
        ...desired,
        providerConfig: entry(desired, { classes: './listed' }),
      }));
      const next = withLayer(initial, 'kubernetes', { version: '1.35.0' });
      const plan = await cluster.preview(next);
      expect(hasBlocker(plan.findings)).toBe(false);
      const path = ['1.33.1', '1.34.1', '1.35.0'];
      expect(plan.kubernetesPath).toEqual(path);
      const seen = watch();
      cluster.onLook = seen.look;
      await cluster.reach({ ...next, kubernetesPath: path });
      expect(seen.versions.slice(-2)).toEqual(path.slice(1));
      // One write is enough.
      expect(cluster.nextApplies).toEqual([]);
    },
  );

  it.concurrent(
    'are written one after the other through what the profile names, each with its image, whoever goes on',
    async () => {
      const images = {
        '1.33.1': 'image-33',
        '1.34': 'image-34',
        '1.35.0': 'image-35',
      };
      const { cluster, initial } = await start(desired => ({
        ...desired,
        providerConfig: {
          classes: './cluster-api',
          variablesByKubernetes: { imageId: images },
        },
      }));
      const next = withLayer(initial, 'kubernetes', {
        version: '1.35.0',
        through: ['1.34.1'],
      });
      const lacking = await cluster.preview({
        ...next,
        providerConfig: entry(initial, {
          variablesByKubernetes: { imageId: { '1.34.1': 'image-34' } },
        }),
      });
      expect(lacking.findings).toContainEqual(
        expect.objectContaining({
          code: 'class-variable-missing',
          message: expect.stringContaining('1.35.0'),
        }),
      );
      const plan = await cluster.preview(next);
      expect(hasBlocker(plan.findings)).toBe(false);
      const path = ['1.33.1', '1.34.1', '1.35.0'];
      expect(plan.kubernetesPath).toEqual(path);
      expect(plan.machinesReplaced.map(({ count }) => count)).toEqual([1, 1]);

      const desired = { ...next, kubernetesPath: path };
      const written = new Map<string, unknown>();
      const seen = watch();
      cluster.onLook = observed => {
        seen.look(observed);
        // Whoever writes again in the middle of a step only repeats it.
        expect(
          observed.machines.some(it => it.kubernetesVersion > '1.35.0'),
        ).toBe(false);
      };
      cluster.onWrite = async () => {
        const { topology } = (await cluster.live()).spec as unknown as {
          topology: { version: string; variables: Array<{ value: unknown }> };
        };
        written.set(topology.version, topology.variables[0].value);
      };
      await cluster.write(desired);
      await cluster.rewrite(desired);
      expect([...written]).toEqual([['v1.34.1', 'image-34']]);
      // A plan in the middle starts from what runs there, and a portal that has just started goes on from it.
      await expect(cluster.preview(next)).resolves.toMatchObject({
        kubernetesPath: path,
      });
      cluster.restart();
      const observed = await cluster.untilProven(desired);
      expect([...written]).toEqual([
        ['v1.34.1', 'image-34'],
        ['v1.35.0', 'image-35'],
      ]);
      expect(cluster.nextApplies).toEqual(['kubernetes-1.35.0']);
      // The first look may come after the machine of the version before has gone.
      expect(seen.versions.slice(-2)).toEqual(path.slice(1));
      expect(observed.nextApply).toBeUndefined();
      const settled = await cluster.preview(desired);
      expect(settled).toMatchObject({
        kubernetesPath: [],
        objects: { changed: [] },
      });
    },
  );
});
