import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  Change,
  ClusterDetail,
  Finding,
  TargetListItem,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  startWorld,
  type World,
} from '../../plugins/cluster-profiles-backend/src/__testUtils__/startWorld';
import clusterApiModule from '../../plugins/cluster-profiles-backend-module-cluster-api/src';
import { type ManagementCluster, managementCluster } from './lab';
import { portalConfig } from './portalConfig';
import { readLabProfile } from './readLabProfile';
import { type Proxy, startProxy, tooManyRequests } from './startProxy';
import { until } from './until';

// Destroyed only after the portal has stopped, which is looking at clusters all the time.
const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const EXPIRED = 'eyJhbGciOiJub25lIn0.e30.expired';
const CLUSTER = 'clusters.cluster.x-k8s.io';

interface Live {
  metadata: { uid: string; annotations: Record<string, string> };
  spec: { topology: { version: string } };
}

/** What goes wrong around a portal: it is shown with its cause, nothing is lost, and all goes on once the cause is gone. */
describe('the portal in bad weather', () => {
  let lab: ManagementCluster;
  let namespace: string;
  let narrow: string;
  let proxy: Proxy;
  let folder: string;
  let tokenFile: string;
  let kubeconfig: string;
  let world: World;

  beforeAll(async () => {
    lab = await managementCluster();
    namespace = await lab.namespace();
    narrow = await lab.namespace();
    proxy = await startProxy(lab);
    folder = await mkdtemp(join(tmpdir(), 'outages-'));
    tokenFile = join(folder, 'token');
    kubeconfig = join(folder, 'kubeconfig');
    await restoreToken();
    await writeFile(kubeconfig, 'not: a kubeconfig\n');
    world = await startWorld({
      knex: await databases.init('SQLITE_3'),
      features: [clusterApiModule],
      patienceSeconds: 240,
      config: portalConfig({
        managementClusters: [
          { name: 'direct', kubeconfig: { file: lab.kubeconfig } },
          { name: 'far', url: proxy.url, caFile: lab.caFile, tokenFile },
          { name: 'mistaken', kubeconfig: { file: kubeconfig } },
        ],
        targets: {
          direct: { endpoint: 'direct', namespace },
          far: { endpoint: 'far', namespace },
          mistaken: { endpoint: 'mistaken', namespace },
          narrow: { endpoint: 'direct', namespace: narrow },
        },
        // Often enough that an outage shows soon.
        reconciler: { convergingSeconds: 1, restingSeconds: 2 },
      }),
    });
    for (const version of ['1.0.0', '1.1.0'] as const) {
      const change = await world.propose('paula', {
        kind: 'publish',
        bundle: await readLabProfile(version),
      });
      await world.approve('pete', change);
      await world.until(change.id, state => state === 'applied');
    }
    await Promise.all([
      world.apply(create('steady', 'direct')),
      world.apply(create('distant', 'far')),
    ]);
  });

  afterEach(async () => {
    proxy?.behave();
    await restoreToken();
  });

  afterAll(async () => {
    await world?.stop();
    await proxy?.stop();
    await lab?.removeNamespaces();
    await rm(folder, { recursive: true, force: true });
  });

  async function restoreToken(): Promise<void> {
    await writeFile(tokenFile, await readFile(lab.tokenFile), { mode: 0o600 });
  }

  const create = (cluster: string, target: string) =>
    world.create({
      cluster,
      target,
      profile: { name: 'lab-base', version: '1.0.0' },
      parameters: { workers: 1 },
    });
  const live = (name: string) =>
    lab.get<Live>(`${CLUSTER}/${name}`, `--namespace=${namespace}`);
  const becomes = async (
    name: string,
    phase: ClusterDetail['phase'],
    reason: string | RegExp = '',
  ) => {
    let cluster: ClusterDetail | undefined;
    await until(
      () =>
        `${name} is ${phase}: ${reason} (${cluster?.phase}: ${cluster?.phaseReason})`,
      async () => {
        cluster = await world.cluster(name);
        return cluster.phase === phase && !!cluster.phaseReason.match(reason);
      },
      { seconds: 180 },
    );
    return cluster!;
  };
  const preflight = async (target: string) => {
    const { body } = await world.as('paula')('get', '/targets');
    return (body as TargetListItem[]).find(({ name }) => name === target)!
      .findings;
  };
  /** Looks again, as the list of targets does not wait long for anybody. */
  const finds = async (target: string, messages: Array<string | RegExp>) => {
    let findings: Finding[] = [];
    await until(
      () =>
        `target ${target} finds ${messages}, but ${JSON.stringify(findings)}`,
      async () => {
        findings = await preflight(target);
        return (
          findings.length === messages.length &&
          findings.every(({ message }, at) => message.match(messages[at]))
        );
      },
    );
  };
  const messages = (change: Change) =>
    change.plan!.findings.map(({ message }) => message).join('\n');

  it('loses nothing when the API server is killed in the middle of an upgrade', async () => {
    const before = await live('steady');
    const upgrade = await world.propose('alice', {
      kind: 'upgrade',
      cluster: 'steady',
      version: '1.1.0',
    });
    await until('the upgrade is under way', async () => {
      const { spec } = await live('steady');
      return spec.topology.version === 'v1.35.0';
    });
    await lab.kill('kube-apiserver');
    try {
      const lost = await becomes('steady', 'unknown', 'refuses connections');
      expect(lost).toMatchObject({
        target: 'direct',
        appliedRevision: 1,
        phaseReason: expect.stringMatching(/^No answer since \d{4}-/),
      });
      await world.until(upgrade.id, state => state === 'applying');
    } finally {
      await lab.restart('kube-apiserver');
    }
    await world.until(upgrade.id, state => state === 'applied');
    expect(await becomes('steady', 'ready')).toMatchObject({
      kubernetesVersion: '1.35.0',
      appliedRevision: 2,
      drift: 'InSync',
    });
    const after = await live('steady');
    expect(after.metadata).toMatchObject({
      uid: before.metadata.uid,
      annotations: { 'clusterprofiles.io/revision': '2' },
    });
  });

  describe('on a way that is bad', () => {
    const resize = (workers: number) =>
      world.propose('alice', {
        kind: 'set-parameters',
        cluster: 'distant',
        parameters: { workers },
      });

    beforeAll(async () => {
      await becomes('distant', 'ready');
    });

    afterEach(async () => {
      proxy.behave();
      await restoreToken();
      await becomes('distant', 'ready');
    });

    it('waits as an overloaded API server asks, and shows one that stays so', async () => {
      proxy.misbehave(tooManyRequests(1), { times: 2 });
      await world.apply({
        kind: 'set-parameters',
        cluster: 'distant',
        parameters: { workers: 2 },
      });

      proxy.misbehave(tooManyRequests(1));
      await becomes('distant', 'unknown', /overloaded .*\(429\)/);
      expect(messages(await resize(1))).toMatch(/did not answer.*\(429\)/);
    });

    it('plans with what it knows when answers take 10 s, and says who did not answer', async () => {
      proxy.misbehave({ kind: 'slow', ms: 10_000 });
      const change = await resize(3);
      expect(messages(change)).toMatch(
        /Provider "cluster-api" did not answer, so the plan is not verified/,
      );
      const isNew = await world.propose('alice', create('newcomer', 'far'));
      expect(isNew).toMatchObject({
        state: 'rejected',
        stateReason: expect.stringContaining('did not answer'),
      });
      proxy.behave();
      await world.until(change.id, state => state === 'applied');
    });

    it('says on cluster, change and target that a token has expired', async () => {
      await writeFile(tokenFile, EXPIRED);
      const cause = /does not accept our credentials \(401\)/;
      await becomes('distant', 'unknown', cause);
      const change = await resize(4);
      expect(messages(change)).toMatch(cause);
      await finds('far', [cause]);
      expect(messages(change)).not.toContain(EXPIRED);

      await restoreToken();
      await world.until(change.id, state => state === 'applied');
      await finds('far', []);
    });
  });

  it('says what is wrong with a kubeconfig, and takes up the right one', async () => {
    const cause = `the kubeconfig ${kubeconfig} `;
    await finds('mistaken', [cause]);
    expect(
      await world.propose('alice', create('hopeful', 'mistaken')),
    ).toMatchObject({
      state: 'rejected',
      stateReason: expect.stringContaining(cause),
    });

    await writeFile(kubeconfig, await readFile(lab.kubeconfig));
    await world.apply(create('hopeful', 'mistaken'));
    await finds('mistaken', []);
  });

  it('names the verb that is missing, and goes on once it is given', async () => {
    const role = await lab.get<{
      rules: Array<{ resources: string[]; verbs: string[] }>;
    }>('clusterrole/cluster-profiles');
    const [first, ...rest] = role.rules;
    const grant = (rules: object[]) =>
      lab.apply([
        {
          apiVersion: 'rbac.authorization.k8s.io/v1',
          kind: 'Role',
          metadata: { name: 'narrow', namespace: narrow },
          rules,
        },
      ]);
    await lab.kubectl(
      'create',
      'rolebinding',
      'narrow',
      '--role=narrow',
      '--serviceaccount=cluster-profiles:cluster-profiles',
      `--namespace=${narrow}`,
    );
    await lab.kubectl(
      'delete',
      'rolebinding',
      'cluster-profiles',
      `--namespace=${narrow}`,
    );
    await grant([
      { ...first, verbs: first.verbs.filter(verb => verb !== 'patch') },
      ...rest,
    ]);
    const missing = first.resources.map(
      resource =>
        `The portal may not patch ${resource}.cluster.x-k8s.io in namespace ${narrow}`,
    );
    await finds('narrow', missing);
    expect(
      await world.propose('alice', create('shackled', 'narrow')),
    ).toMatchObject({
      state: 'rejected',
      stateReason: expect.stringContaining(missing[0]),
    });

    await grant(role.rules);
    await world.apply(create('shackled', 'narrow'));
  });
});
