import { ProviderUnreachableError } from '@cluster-profiles/plugin-cluster-profiles-node';
import {
  json,
  list,
  type ScriptedApi,
  startScriptedApi,
  status,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node/testUtils';
import { checkManagementCluster } from './checkManagementCluster';

const GROUPS = ['bootstrap', 'controlplane', 'infrastructure'].map(
  sort => `${sort}.cluster.x-k8s.io`,
);
const CONTRACTS = GROUPS.map(group => ({
  metadata: { name: `probetemplates.${group}` },
}));

/** What a management cluster has on which all is well, and what a test takes away from it. */
describe('checkManagementCluster', () => {
  let api: ScriptedApi;
  let denied: RegExp;

  beforeEach(async () => {
    api = await startScriptedApi();
    denied = /nothing/;
    api.on(
      /GET \/apis$/,
      json({
        groups: [...GROUPS, 'apps'].map(name => ({
          name,
          versions: [{ version: 'v1beta2' }],
        })),
      }),
    );
    api.on(
      /GET \/apis\/\w+\.cluster\.x-k8s\.io\/v1beta2$/,
      json({
        resources: [
          { name: 'probetemplates', kind: 'ProbeTemplate', namespaced: true },
          { name: 'probes', kind: 'Probe', namespaced: true },
          { name: 'identities', kind: 'Identity', namespaced: false },
        ],
      }),
    );
    api.on(
      /GET \/apis\/apiextensions.k8s.io\/v1$/,
      json({
        resources: [
          {
            name: 'customresourcedefinitions',
            kind: 'CustomResourceDefinition',
            namespaced: false,
          },
        ],
      }),
    );
    api.on(/customresourcedefinitions/, list(CONTRACTS));
    api.on(/namespaces\/team-a$/, json({ metadata: { name: 'team-a' } }));
    api.on(/PATCH .*clusterclasses/, json({ metadata: { name: 'probe' } }));
    api.on(/selfsubjectaccessreviews/, (response, request) => {
      const { group, resource, verb } = request.body.spec.resourceAttributes;
      const allowed = !denied.test(`${verb} ${resource}.${group}`);
      json({ status: { allowed } }, 201)(response, request);
    });
  });

  afterEach(async () => {
    await api.stop();
  });

  const check = () =>
    checkManagementCluster({ management: api.connect(), namespace: 'team-a' });
  const codes = async () =>
    (await check()).map(({ severity, code }) => `${severity} ${code}`);

  it('finds nothing when all is well', async () => {
    await expect(check()).resolves.toEqual([]);
  });

  it('asks for the contract of providers, not for their whole definitions', async () => {
    await check();
    const asked = api.requests.find(({ path }) => path.includes('definitions'));
    expect(asked!.headers.accept).toContain('PartialObjectMetadataList');
    expect(asked!.query.get('labelSelector')).toBe('cluster.x-k8s.io/v1beta2');
  });

  it('says so when there is no Cluster API', async () => {
    api.on(/GET \/apis\/cluster.x-k8s.io\/v1beta2$/, status(404));
    await expect(check()).resolves.toEqual([
      {
        severity: 'block',
        code: 'cluster-api-missing',
        message:
          'Management cluster "lab" does not serve Cluster, ClusterClass, Machine, MachineDeployment of cluster.x-k8s.io/v1beta2',
        remedy: 'Install Cluster API 1.11 or later there',
      },
    ]);
  });

  it('names the provider that is missing, and the one without the contract', async () => {
    api.on(
      /GET \/apis$/,
      json({
        groups: GROUPS.slice(1).map(name => ({
          name,
          versions: [{ version: 'v1beta2' }],
        })),
      }),
    );
    api.on(/customresourcedefinitions/, list(CONTRACTS.slice(0, 2)));
    const findings = await check();
    expect(findings.map(({ message }) => message)).toEqual([
      'The management cluster has no bootstrap provider: no templates of bootstrap.cluster.x-k8s.io',
      'ProbeTemplate does not say that it follows the contract v1beta2; classes that use it will not work',
    ]);
  });

  it.each([
    ['is not there', status(404, { details: { name: 'team-a' } })],
    [
      'is being deleted',
      json({ metadata: { name: 'team-a', deletionTimestamp: '2026-01-01' } }),
    ],
  ])('says so when the namespace %s', async (_, act) => {
    api.on(/namespaces\/team-a$/, act);
    await expect(codes()).resolves.toEqual([
      'block cluster-api-namespace-missing',
    ]);
  });

  it.each<[RegExp, string, string]>([
    [
      /^patch clusters\./,
      'block',
      'The portal may not patch clusters.cluster.x-k8s.io in namespace team-a',
    ],
    [
      /^get secrets/,
      'block',
      'The portal may not get secrets in namespace team-a',
    ],
    [
      /^create probetemplates\.infra/,
      'block',
      'The portal may not create probetemplates.infrastructure.cluster.x-k8s.io in namespace team-a',
    ],
    [
      /^list custom/,
      'warn',
      'The portal may not list customresourcedefinitions.apiextensions.k8s.io on the whole management cluster',
    ],
  ])(
    'names the verb that is missing: %s',
    async (pattern, severity, message) => {
      denied = pattern;
      await expect(check()).resolves.toMatchObject([
        { severity, code: 'cluster-api-access-missing', message },
      ]);
    },
  );

  it('leaves alone a kind that is not granted at all, while another one is', async () => {
    denied = /chariottemplates/;
    api.on(
      /GET \/apis\/infrastructure\.cluster\.x-k8s\.io\/v1beta2$/,
      json({
        resources: ['probe', 'chariot'].map(name => ({
          name: `${name}templates`,
          kind: `${name}Template`,
          namespaced: true,
        })),
      }),
    );
    api.on(
      /customresourcedefinitions/,
      list([
        ...CONTRACTS,
        { metadata: { name: `chariottemplates.${GROUPS[2]}` } },
      ]),
    );
    await expect(check()).resolves.toEqual([]);
  });

  it('says so when no kind of a sort is granted', async () => {
    denied = /probetemplates\.infra/;
    await expect(check()).resolves.toMatchObject([
      {
        severity: 'block',
        message:
          'The portal may do nothing with any templates of infrastructure.cluster.x-k8s.io in namespace team-a',
      },
    ]);
  });

  it('goes on without what it may not see', async () => {
    const forbidden = status(403, { message: 'no' });
    api.on(/namespaces\/team-a$/, forbidden);
    api.on(/customresourcedefinitions/, forbidden);
    await expect(check()).resolves.toEqual([]);
  });

  it('says so when ClusterTopology is off', async () => {
    api.on(
      /PATCH .*clusterclasses/,
      status(422, {
        details: {
          causes: [
            {
              field: 'spec',
              message:
                'Forbidden: can be set only if the ClusterTopology feature flag is enabled',
            },
          ],
        },
      }),
    );
    await expect(codes()).resolves.toEqual(['block cluster-api-topology-off']);
    expect(
      api.requests
        .filter(({ method }) => method === 'PATCH')[0]
        .query.get('dryRun'),
    ).toBe('All');
  });

  it('says what else refuses a class', async () => {
    api.on(
      /PATCH .*clusterclasses/,
      status(403, { message: 'admission webhook "corp" denied the request' }),
    );
    await expect(codes()).resolves.toEqual(['block cluster-api-class-refused']);
  });

  it('finds nothing out from one that does not answer', async () => {
    await api.close();
    await expect(check()).rejects.toThrow(ProviderUnreachableError);
  });
});
