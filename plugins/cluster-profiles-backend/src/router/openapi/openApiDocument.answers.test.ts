import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { ClusterDrift } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ValidateFunction } from 'ajv';
import request from 'supertest';
import { aBundle } from '../../__testUtils__/bundles';
import {
  anExistingCluster,
  existingClusters,
} from '../../__testUtils__/existingClusters';
import {
  CHECKOUT,
  startWorld,
  type World,
} from '../../__testUtils__/startWorld';
import { kubeconfig, lender } from '../../access/__testUtils__/lender';
import {
  createDocumentValidator,
  documentedPaths,
} from './__testUtils__/documentValidator';
import { openApiDocument } from './openApiDocument';
import { ref } from './shapes';

jest.setTimeout(60_000);

type Method = 'get' | 'post' | 'put';

const at = '2026-03-01T18:00:00.000Z';

describe('answers of a running backend', () => {
  const validator = createDocumentValidator({ strict: true });
  const seen = new Set<string>();
  let world: World;
  let ahead = 0;

  /** Calls an operation of the document, with its path filled in, and holds the answer against its schema. */
  async function call(
    name: string,
    route: `${Method} /${string}`,
    options: {
      path?: Record<string, string>;
      query?: string;
      body?: object;
      status?: number;
    } = {},
  ) {
    const [method, template] = route.split(' ') as [Method, string];
    const path = template.replace(
      /{(\w+)}/g,
      (_match, key: string) => options.path![key],
    );
    const response = await world.as(name)(
      method,
      options.query ? `${path}?${options.query}` : path,
      options.body,
    );
    const { responses } = documentedPaths[template][method];
    const status = options.status ?? Number(Object.keys(responses)[0]);
    expect([response.status, response.body.error]).toEqual([
      status,
      status < 300 ? undefined : expect.anything(),
    ]);
    const documented = responses[status] ?? responses.default;
    const [[type, { schema }]] = Object.entries(documented.content);
    expect(response.type).toBe(type);
    const validate: ValidateFunction = validator.compile(schema);
    const answer = type === 'application/json' ? response.body : response.text;
    expect([validate(answer), validate.errors]).toEqual([true, null]);
    seen.add(responses[status] ? route : `error of ${route}`);
    return answer;
  }

  async function misbehave(method: 'put' | 'delete', body?: object) {
    const response = await request(world.server)
      [method]('/api/cluster-profiles/simulator/misbehaviours')
      .set('Authorization', mockCredentials.user.header('user:default/paula'))
      .send(body);
    expect(response.status).toBeLessThan(300);
  }

  beforeAll(async () => {
    const place = existingClusters();
    place.clusters.set('old-shop', anExistingCluster());
    world = await startWorld({
      rootConfig: { permission: { enabled: true } },
      features: [
        place.feature,
        lender(async () => ({ kubeconfig, expiresAt: at })),
        mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
      ],
      config: {
        targets: [
          ['dev-eu1', 'simulator', 'development'],
          ['prod-eu1', 'simulator', 'production'],
          ['lent-eu1', 'lender', 'development'],
          [place.target.name, place.target.provider, 'development'],
        ].map(([name, provider, stage]) => ({
          name,
          provider,
          stage,
          region: 'eu-central-1',
        })),
        reconciler: { convergingSeconds: 0.05, restingSeconds: 0.2 },
      },
      clock: { now: () => new Date(Date.now() + ahead), random: () => 0.5 },
    });
    await world.publish();
    await world.publish({ version: '1.1.0', kubernetes: '1.35.2' });
  });

  const propose = async (name: string, body: object) => {
    const { id } = await call(name, 'post /changes', { body });
    return world.until(id, state => state !== 'planning');
  };
  const get = (id: string, name = 'alice') =>
    call(name, 'get /changes/{id}', { path: { id } });

  it('fits from a request to what is applied', async () => {
    const change = await propose(
      'alice',
      world.create({ target: 'prod-eu1', comment: 'For card payments' }),
    );
    await get(change.id);
    await call('alice', 'get /clusters/{name}', { path: { name: 'payments' } });
    await call('alice', 'post /changes/{id}/replan', {
      path: { id: change.id },
    });
    const planned = await world.until(change.id, state => state !== 'planning');
    await call('alice', 'post /changes/{id}/approve', {
      path: { id: change.id },
      body: { planDigest: planned.planDigest },
      status: 403,
    });
    await call('pete', 'post /changes/{id}/approve', {
      path: { id: change.id },
      body: { planDigest: planned.planDigest, comment: 'Go' },
    });
    await world.until(change.id, state => state === 'applied');
    expect(await get(change.id)).toMatchObject({ state: 'applied' });
  });

  it('fits for an override that is applied without its approvals, and for its review', async () => {
    await world.apply(world.create({ cluster: 'glass', target: 'prod-eu1' }));
    const { id, planDigest } = await propose('alice', {
      kind: 'override',
      cluster: 'glass',
      overrides: [{ layer: 'metrics-server', path: '/replicas', value: 3 }],
      reason: 'for a while',
      expires: new Date(Date.now() + ahead + 86_400_000).toISOString(),
    });
    await call('paula', 'post /changes/{id}/break-glass', {
      path: { id },
      body: { planDigest, reason: 'The shop is down' },
    });
    await call('pete', 'post /changes/{id}/review', {
      path: { id },
      body: { verdict: 'confirmed' },
    });
    expect(await get(id)).toMatchObject({ breakGlass: { missing: 1 } });
    await world.until(id, state => state === 'applied');
    expect(
      await call('alice', 'get /clusters/{name}', { path: { name: 'glass' } }),
    ).toMatchObject({ desired: { overrides: [{ value: 3 }] } });
    expect(
      await call('pete', 'get /changes', { query: 'kind=override' }),
    ).toMatchObject({ items: [{ review: 'open' }] });
  });

  it('fits for what is said and taken back', async () => {
    const writes = (on: boolean) =>
      world.as('paula')('put', '/write-switch', { writes: on });
    await writes(false);
    const { id, planDigest } = await propose(
      'alice',
      world.create({ cluster: 'regret', target: 'prod-eu1' }),
    );
    await world.approve('pete', { id, planDigest });
    const withdrawn = await call(
      'pete',
      'post /changes/{id}/withdraw-approval',
      {
        path: { id },
        body: { planDigest, comment: 'I overlooked the quota' },
      },
    );
    expect(withdrawn).toMatchObject({ id });
    await call('alice', 'post /changes/{id}/comments', {
      path: { id },
      body: { text: 'It is a small one' },
    });
    await call('alice', 'post /changes/{id}/cancel', { path: { id } });
    await writes(true);
  });

  it('fits for what the policies say', async () => {
    const answer = await call('alice', 'post /policies/explain', {
      body: { kind: 'upgrade', target: 'prod-eu1', owner: CHECKOUT },
    });
    expect(answer).toMatchObject({ question: { stage: 'production' } });
  });

  it('fits for a change that fails and is tried again', async () => {
    await misbehave('put', { kind: 'hang', cluster: 'stuck' });
    const { id } = await propose('alice', world.create({ cluster: 'stuck' }));
    await world.until(id, state => state === 'applying');
    ahead += 3 * 3_600_000;
    await world.until(id, state => state === 'failed');
    expect(await get(id)).toMatchObject({ state: 'failed' });
    await call('alice', 'get /clusters/{name}', { path: { name: 'stuck' } });
    await misbehave('delete');
    await call('alice', 'post /changes/{id}/retry', { path: { id } });
    await world.until(id, state => state === 'applied');
  });

  it('fits for what is rejected, cancelled, and blocked', async () => {
    const rejected = await propose('alice', {
      kind: 'delete',
      cluster: 'payments',
    });
    await call('pete', 'post /changes/{id}/reject', {
      path: { id: rejected.id },
      body: { planDigest: rejected.planDigest, comment: 'Still needed' },
    });
    const cancelled = await propose('alice', {
      kind: 'upgrade',
      cluster: 'payments',
      version: '1.1.0',
      seenPlanDigest: '0'.repeat(64),
    });
    await call('alice', 'post /changes/{id}/cancel', {
      path: { id: cancelled.id },
    });
    const published = await propose('paula', {
      kind: 'publish',
      bundle: aBundle({ version: '1.2.0' }),
      authors: ['user:default/sam'],
    });
    expect(await get(published.id, 'paula')).toMatchObject({
      kind: 'publish',
      plan: { publication: { authors: expect.any(Array) } },
    });
  });

  it('fits for drift', async () => {
    await misbehave('put', {
      kind: 'drift-layer',
      cluster: 'payments',
      layer: 'metrics-server',
    });
    const read = () =>
      call('alice', 'get /clusters/{name}/drift', {
        path: { name: 'payments' },
      });
    const until = async (test: (drift: ClusterDrift) => boolean) => {
      const deadline = Date.now() + 20_000;
      for (;;) {
        const drift: ClusterDrift = await read();
        if (test(drift)) return drift;
        expect(Date.now()).toBeLessThan(deadline);
        await new Promise(resolve => setTimeout(resolve, 50));
      }
    };
    const [finding] = (await until(({ findings }) => findings.length > 0))
      .findings;
    expect(finding).toMatchObject({
      layer: 'metrics-server',
      differences: [{ path: '/spec/replicas', manager: expect.any(String) }],
      actions: {
        correct: { allowed: true },
        adopt: { allowed: false, reason: expect.any(String) },
        ignore: { allowed: true },
      },
    });
    expect(
      await call('alice', 'get /clusters/{name}/drift/{finding}/adoption', {
        path: { name: 'payments', finding: finding.id },
      }),
    ).toEqual(finding.actions!.adopt);
    expect(
      await call('alice', 'get /clusters/{name}/drift/{finding}/adoption', {
        path: { name: 'payments', finding: 'ended' },
      }),
    ).toMatchObject({ allowed: false, reason: expect.any(String) });
    expect(
      await call('alice', 'get /profiles/{name}/drift', {
        path: { name: 'base' },
      }),
    ).toEqual({
      profile: 'base',
      clusters: 1,
      layers: [{ layer: 'metrics-server', clusters: 1 }],
    });
    const exception = {
      layer: 'metrics-server',
      object: finding.object,
      path: '/spec/replicas',
      reason: 'An autoscaler decides',
    };
    await call('alice', 'post /changes', {
      body: {
        kind: 'set-parameters',
        cluster: 'payments',
        driftExceptions: [{ ...exception, until: '2020-01-01T00:00:00.000Z' }],
      },
      status: 400,
    });
    const allowed = await propose('alice', {
      kind: 'set-parameters',
      cluster: 'payments',
      driftExceptions: [
        {
          ...exception,
          until: new Date(Date.now() + ahead + 3_600_000).toISOString(),
        },
      ],
    });
    await call('pete', 'post /changes/{id}/approve', {
      path: { id: allowed.id },
      body: { planDigest: allowed.planDigest },
    });
    await world.until(allowed.id, state => state === 'applied');
    await until(
      ({ findings, exceptions }) =>
        findings[0].outcome === 'ignored' && exceptions.length === 1,
    );
    await misbehave('put', {
      kind: 'drift-layer',
      cluster: 'payments',
      layer: 'cilium',
    });
    await until(({ findings }) => findings.some(it => it.layer === 'cilium'));
    await call('alice', 'post /clusters/{name}/drift/correct', {
      path: { name: 'payments' },
      body: { layer: 'cilium' },
    });
    await until(({ findings }) =>
      findings.some(
        ({ layer, outcome, correctionBy }) =>
          layer === 'cilium' &&
          outcome === 'corrected' &&
          correctionBy === 'user:default/alice',
      ),
    );
  });

  it('fits for previews', async () => {
    const { id } = await call('alice', 'post /previews', {
      body: {
        kind: 'resize',
        cluster: 'payments',
        workers: { general: 3 },
      },
    });
    const read = () => call('alice', 'get /previews/{id}', { path: { id } });
    const deadline = Date.now() + 10_000;
    while ((await read()).state === 'planning') {
      expect(Date.now()).toBeLessThan(deadline);
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    expect(await read()).toMatchObject({ state: 'ready' });
  });

  it('fits for many clusters at once', async () => {
    const body = {
      requests: [
        { kind: 'resize', cluster: 'payments', workers: { general: 3 } },
        { kind: 'pause', cluster: 'nobody' },
      ],
    };
    const { id } = await call('alice', 'post /bulk-previews', { body });
    const read = () =>
      call('alice', 'get /bulk-previews/{id}', { path: { id } });
    const deadline = Date.now() + 10_000;
    while ((await read()).state === 'planning') {
      expect(Date.now()).toBeLessThan(deadline);
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    expect(await read()).toMatchObject({
      items: [{ state: 'ready' }, { state: 'failed' }],
    });
    const { items } = await call('alice', 'post /bulk-changes', { body });
    expect(items).toMatchObject([
      { change: expect.anything() },
      { error: expect.any(String) },
    ]);
    await call('alice', 'post /changes/{id}/cancel', {
      path: { id: items[0].change.id },
    });
  });

  it('fits for access', async () => {
    await world.apply(world.create({ cluster: 'lent', target: 'lent-eu1' }));
    const lent = { path: { name: 'lent' } };
    expect(
      await call('alice', 'get /clusters/{name}/access', lent),
    ).toMatchObject({ roles: ['view', 'edit', 'admin'] });
    const nothing = await call('alice', 'get /clusters/{name}/access', {
      path: { name: 'payments' },
    });
    expect(nothing).toMatchObject({ roles: [], reason: expect.anything() });
    await call('alice', 'post /clusters/{name}/access', {
      ...lent,
      body: { role: 'view', hours: 8 },
    });
  });

  const payments = { path: { name: 'payments' } };
  const base = { path: { name: 'base' } };

  it.each<
    [`get /${string}`, { path?: Record<string, string>; query?: string }]
  >([
    ['get /profiles', {}],
    ['get /profiles/{name}', base],
    [
      'get /profiles/{name}/versions/{version}',
      { path: { name: 'base', version: '1.0.0' } },
    ],
    ['get /profiles/{name}/diff', { ...base, query: 'from=1.0.0&to=1.1.0' }],
    ['get /layers', {}],
    ['get /targets', { query: 'profile=base&version=1.0.0' }],
    ['get /targets/{name}/importable', { path: { name: 'legacy' } }],
    ['get /providers', {}],
    ['get /fleet', {}],
    ['get /typical-times', { query: 'kind=create' }],
    ['get /clusters', { query: 'includeDeleted=true' }],
    ['get /clusters/{name}', payments],
    ['get /clusters/{name}/layers', payments],
    ['get /clusters/{name}/revisions', payments],
    ['get /clusters/{name}/export', payments],
    ['get /cluster-names/{name}', payments],
    ['get /changes', {}],
    ['get /activity', {}],
    ['get /clusters/{name}/evidence', payments],
    ['get /activity/checkpoints', {}],
    ['get /write-switch', {}],
  ])('fits: %s', async (route, options) => {
    const answer = await call('paula', route, options);
    // An empty list would prove nothing.
    expect((answer.items ?? [answer]).flat()).not.toEqual([]);
  });

  it('fits for what is written and checked beside changes', async () => {
    await call('paula', 'post /profiles/validate', {
      body: { document: aBundle({ kubernetes: '1.0.0' }).document },
    });
    await call('paula', 'post /activity/erasures', {
      body: { person: 'user:default/gone', reason: 'A test' },
    });
    const off = { writes: false, reason: 'A test' };
    expect(
      await call('paula', 'put /write-switch', { body: off }),
    ).toMatchObject(off);
  });

  it.each<[string, number, `${Method} /${string}`, object]>([
    [
      'NotFoundError',
      404,
      'get /clusters/{name}',
      { path: { name: 'nobody' } },
    ],
    ['InputError', 400, 'get /clusters', { query: 'colour=red' }],
    [
      'InputError',
      400,
      'post /changes',
      { body: { kind: 'create', cluster: 'A' } },
    ],
    [
      'ConflictError',
      409,
      'post /changes',
      {
        body: {
          kind: 'create',
          cluster: 'payments',
          owner: CHECKOUT,
          target: 'dev-eu1',
          profile: { name: 'base', version: '1.0.0' },
        },
      },
    ],
  ])('describes a %s in one form', async (name, status, route, options) => {
    const { error } = await call('alice', route, { ...options, status });
    expect(error.name).toBe(name);
  });

  it('would not fit with a field that is not documented', () => {
    const validate = validator.compile(ref('WriteSwitch'));
    expect(validate({ writes: true })).toBe(true);
    expect(validate({ writes: true, colour: 'red' })).toBe(false);
  });

  it('serves the document itself', async () => {
    expect(await call('carol', 'get /openapi.json')).toEqual(openApiDocument);
  });

  it('were held against every operation', () => {
    const all = Object.entries(documentedPaths).flatMap(([path, methods]) =>
      Object.keys(methods).map(method => `${method} ${path}`),
    );
    expect(all.filter(route => !seen.has(route))).toEqual([]);
  });
});
