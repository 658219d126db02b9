import { startWorld, type World } from '../__testUtils__/startWorld';

jest.setTimeout(60_000);

const addOn = {
  name: 'extras',
  type: 'add-on' as const,
  parameters: { type: 'object', properties: {} },
  spec: {
    nodePools: undefined,
    layers: [
      {
        name: 'cert-manager',
        kind: 'addon' as const,
        category: 'security',
        version: '1.19.2',
        source: {
          type: 'helm' as const,
          repository: 'library',
          chart: 'cert-manager',
        },
      },
    ],
  },
};

describe('kinds of changes', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
    await world.publish();
    await world.publish({ version: '1.0.1', metricsServer: '3.13.1' });
    await world.publish({
      version: '1.1.0',
      kubernetes: '1.35.2',
      metricsServer: '3.13.1',
    });
    await world.publish({
      version: '1.2.0',
      kubernetes: '1.36.1',
      metricsServer: '3.13.1',
    });
    await world.publish(addOn);
  });

  const versionOf = async (cluster: string, layer: string) =>
    (await world.cluster(cluster)).layers.find(({ name }) => name === layer)
      ?.observed?.version;

  it('upgrades an add-on patch and rolls it back, replacing no machine', async () => {
    await world.apply(world.create({ cluster: 'patch' }));
    const upgraded = await world.apply({
      kind: 'upgrade',
      cluster: 'patch',
      version: '1.0.1',
    });
    expect(upgraded.plan).toMatchObject({
      rollbackClass: 'reversible',
      machinesReplaced: [],
    });
    expect(await versionOf('patch', 'metrics-server')).toBe('3.13.1');

    const back = await world.apply({
      kind: 'roll-back',
      cluster: 'patch',
      revision: 1,
    });
    expect(back).toMatchObject({ revision: 3, plan: { machinesReplaced: [] } });
    expect(await versionOf('patch', 'metrics-server')).toBe('3.13.0');
    const { body } = await world.as('alice')(
      'get',
      '/clusters/patch/revisions',
    );
    expect(
      body.map((entry: { number: number; state: string }) => [
        entry.number,
        entry.state,
      ]),
    ).toEqual([
      [3, 'applied'],
      [2, 'applied'],
      [1, 'applied'],
    ]);
  });

  it('refuses to roll Kubernetes back, and names the alternatives', async () => {
    await world.apply(world.create({ cluster: 'forward' }));
    await world.apply({
      kind: 'upgrade',
      cluster: 'forward',
      version: '1.1.0',
    });
    const back = await world.propose('alice', {
      kind: 'roll-back',
      cluster: 'forward',
      revision: 1,
    });
    expect(back.state).toBe('rejected');
    expect(back.plan?.findings).toContainEqual(
      expect.objectContaining({
        severity: 'block',
        code: 'kubernetes-downgrade',
        remedy: expect.stringContaining('1.1.0'),
      }),
    );
  });

  it('blocks an upgrade that skips a minor, naming the one to take first', async () => {
    await world.apply(world.create({ cluster: 'skip' }));
    const skip = await world.propose('alice', {
      kind: 'upgrade',
      cluster: 'skip',
      version: '1.2.0',
    });
    expect(skip.state).toBe('rejected');
    expect(skip.stateReason).toContain('Upgrade to Kubernetes 1.35 first');
    expect(await world.cluster('skip')).toMatchObject({
      phase: 'ready',
      revision: 1,
    });
  });

  it('adds and removes an add-on profile as one change each', async () => {
    await world.apply(world.create({ cluster: 'addons' }));
    await world.apply({
      kind: 'add-profile',
      cluster: 'addons',
      profile: { name: 'extras', version: '1.0.0' },
    });
    expect(await versionOf('addons', 'cert-manager')).toBe('1.19.2');
    expect(
      (await world.cluster('addons')).profiles.map(({ name }) => name),
    ).toEqual(['base', 'extras']);
    const removed = await world.apply({
      kind: 'remove-profile',
      cluster: 'addons',
      profile: 'extras',
    });
    expect(removed.plan?.objects.removed.length).toBeGreaterThan(0);
    expect(await versionOf('addons', 'cert-manager')).toBeUndefined();
  });

  it('pauses and resumes', async () => {
    await world.apply(world.create({ cluster: 'pause' }));
    await world.apply({ kind: 'pause', cluster: 'pause' });
    expect(await world.cluster('pause')).toMatchObject({
      phase: 'paused',
      paused: true,
    });
    await world.apply({ kind: 'resume', cluster: 'pause' });
    expect(await world.cluster('pause')).toMatchObject({
      phase: 'ready',
      paused: false,
    });
  });

  it('does not delete what is protected', async () => {
    await world.apply(world.create({ cluster: 'safe' }));
    await world.apply({ kind: 'protect', cluster: 'safe', protected: true });
    const deletion = await world.propose('alice', {
      kind: 'delete',
      cluster: 'safe',
    });
    expect(deletion).toMatchObject({ state: 'rejected' });
    expect(deletion.plan?.findings).toContainEqual(
      expect.objectContaining({ code: 'cluster-protected', severity: 'block' }),
    );
    await world.apply({ kind: 'protect', cluster: 'safe', protected: false });
    await world.apply({ kind: 'delete', cluster: 'safe' });
  });

  it('carries parameters forward by name and asks only for new ones', async () => {
    await world.publish({ name: 'asks', version: '1.0.0' });
    await world.publish({
      name: 'asks',
      version: '1.1.0',
      metricsServer: '3.13.1',
      parameters: {
        type: 'object',
        additionalProperties: false,
        required: ['team'],
        properties: {
          workers: { type: 'integer', minimum: 1, maximum: 9, default: 2 },
          team: { type: 'string' },
        },
      },
    });
    await world.apply(
      world.create({
        cluster: 'asks',
        profile: { name: 'asks', version: '1.0.0' },
        parameters: { workers: 4 },
      }),
    );
    const bare = await world.as('alice')('post', '/changes', {
      kind: 'upgrade',
      cluster: 'asks',
      version: '1.1.0',
    });
    expect(bare.status).toBe(400);
    expect(bare.body.error.details).toEqual([
      expect.objectContaining({ path: '/parameters/team' }),
    ]);
    await world.apply({
      kind: 'upgrade',
      cluster: 'asks',
      version: '1.1.0',
      parameters: { team: 'checkout' },
    });
    expect((await world.cluster('asks')).desired?.parameters.asks).toEqual({
      workers: 4,
      team: 'checkout',
    });
  });

  it('proposes an upgrade for clusters that follow, under the policies of their target', async () => {
    await world.publish({ name: 'followed', version: '1.0.0' });
    const profile = { name: 'followed', version: '1.0.0' };
    await world.apply(
      world.create({ cluster: 'follow-dev', profile, follow: 'patch' }),
    );
    await world.apply(
      world.create({
        cluster: 'follow-prod',
        profile,
        follow: 'patch',
        target: 'prod-eu1',
      }),
    );
    await world.apply(world.create({ cluster: 'pinned', profile }));
    await world.publish({
      name: 'followed',
      version: '1.0.1',
      metricsServer: '3.13.1',
    });

    const proposed = async (cluster: string) =>
      (
        await world.as('paula')(
          'get',
          `/changes?subject=${cluster}&kind=upgrade`,
        )
      ).body.items;
    const [dev] = await proposed('follow-dev');
    expect(dev).toMatchObject({ proposer: 'system:follow' });
    await world.until(dev.id, state => state === 'applied');
    const [prod] = await proposed('follow-prod');
    await world.until(prod.id, state => state === 'awaiting-approval');
    expect(await proposed('pinned')).toEqual([]);
    expect((await world.cluster('follow-prod')).profiles[0].version).toBe(
      '1.0.0',
    );
  });

  it('deprecates with date and reason, and then refuses new requests', async () => {
    await world.publish({ name: 'old', version: '1.0.0' });
    await world.publish({
      name: 'old',
      version: '1.1.0',
      metricsServer: '3.13.1',
    });
    const change = await world.propose('paula', {
      kind: 'deprecate',
      profile: 'old',
      version: '1.0.0',
      reason: 'superseded by 1.1.0',
      endOfLife: '2027-03-31',
    });
    await world.approve('pete', change);
    await world.until(change.id, state => state === 'applied');
    const { body } = await world.as('alice')('get', '/profiles/old');
    expect(body.versions).toEqual([
      expect.objectContaining({ version: '1.1.0', state: 'published' }),
      expect.objectContaining({
        version: '1.0.0',
        state: 'deprecated',
        stateReason: 'superseded by 1.1.0',
        endOfLife: '2027-03-31',
      }),
    ]);
    const refused = await world.as('alice')(
      'post',
      '/changes',
      world.create({
        cluster: 'late',
        profile: { name: 'old', version: '1.0.0' },
      }),
    );
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([
      400,
      expect.stringContaining('1.1.0'),
    ]);
  });

  it('gives a preview and a proposal after it the same digest, and says so when it differs', async () => {
    const body = world.create({ cluster: 'seen' });
    const started = await world.as('alice')('post', '/previews', body);
    expect(started.status).toBe(202);
    let preview = started.body;
    while (preview.state === 'planning') {
      preview = (await world.as('alice')('get', `/previews/${preview.id}`))
        .body;
    }
    expect(preview).toMatchObject({
      state: 'ready',
      approval: { requirements: [] },
    });
    expect(
      (await world.as('bob')('get', `/previews/${preview.id}`)).status,
    ).toBe(404);
    const same = await world.propose('alice', {
      ...body,
      seenPlanDigest: preview.plan.planDigest,
    });
    expect(same.differsFromSeen).toBe(false);
    const other = await world.propose(
      'alice',
      world.create({
        cluster: 'unseen',
        seenPlanDigest: preview.plan.planDigest,
      }),
    );
    expect(other.differsFromSeen).toBe(true);
  });

  it('exports the desired state as YAML', async () => {
    await world.apply(world.create({ cluster: 'export' }));
    const response = await world.as('alice')('get', '/clusters/export/export');
    expect(response.type).toBe('application/yaml');
    expect(response.text).toContain('kind: ClusterDesiredState');
    expect(response.text).toContain('name: export');
  });
});
