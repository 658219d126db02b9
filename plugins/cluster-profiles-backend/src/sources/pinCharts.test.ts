import { bytesDigest } from '@cluster-profiles/plugin-cluster-profiles-common';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import type { ChartRepositoryConfig } from '../config/ClusterProfilesConfig';
import { exampleDocument } from '../profiles/__testUtils__/exampleProfile';
import { getBlob } from '../profiles/operations/getBlob';
import { aChart } from './__testUtils__/aChart';
import { startRegistry } from './__testUtils__/startRegistry';
import { pinCharts } from './pinCharts';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

describe.each(databases.eachSupportedId())('pinCharts, %p', id => {
  const chart = aChart({
    'Chart.yaml':
      'apiVersion: v2\nname: ingress\nversion: 1.0.0\nkubeVersion: ">=1.30.0-0"\n',
  });
  const stops: Array<() => Promise<void>> = [];

  afterEach(async () => {
    for (const stop of stops.splice(0)) {
      await stop();
    }
  });

  async function setUp() {
    const knex = await databases.init(id);
    const registry = await startRegistry();
    stops.push(registry.stop);
    registry.put('ingress', '1.0.0', chart);
    const repository: ChartRepositoryConfig = {
      name: 'charts',
      type: 'oci',
      url: registry.ociUrl,
      state: 'allowed',
      choices: [],
      allowPrivateAddresses: true,
      plainHttp: true,
      requestTimeoutSeconds: 5,
    };
    const options = {
      knex,
      document: exampleDocument(({ spec }) => {
        spec.layers.find(({ name }) => name === 'ingress')!.version = '1.0.0';
        spec.layers.find(({ name }) => name === 'ingress')!.source = {
          type: 'oci',
          repository: 'charts',
          chart: 'ingress',
        };
      }),
      repositories: {
        remote: (name: string) => (name === 'charts' ? repository : undefined),
      },
      blocked: new Set<string>(),
      pauses: [1],
    };
    return { registry, repository, options };
  }

  it('keeps the bytes, and says where they are from and what they are', async () => {
    const { options, registry } = await setUp();
    const { sources, findings } = await pinCharts(options);
    expect(findings).toEqual([]);
    expect(sources).toEqual([
      {
        layer: 'ingress',
        source: { type: 'oci', repository: 'charts', chart: 'ingress' },
        address: expect.stringContaining(`${registry.ociUrl}/ingress@sha256:`),
        sha256: bytesDigest(chart),
        chart: {
          digest: expect.stringMatching(/^sha256:/),
          kubernetes: '>=1.30.0-0',
        },
      },
    ]);
    await expect(getBlob(options.knex, bytesDigest(chart))).resolves.toEqual(
      chart,
    );
  });

  it('goes on to mean what a change pinned first, whatever the registry has by now', async () => {
    const { options, registry } = await setUp();
    const { sources } = await pinCharts(options);
    registry.put('ingress', '1.0.0', aChart({ 'templates/other.yaml': 'x' }));
    const again = await pinCharts({ ...options, pinned: sources });
    expect(again.sources).toEqual(sources);
    await registry.stop();
    await expect(
      pinCharts({ ...options, pinned: sources }),
    ).resolves.toMatchObject({ sources, findings: [] });
  });

  it('takes what is there now for another change', async () => {
    const { options, registry } = await setUp();
    const { sources } = await pinCharts(options);
    registry.put('ingress', '1.0.0', aChart({ 'templates/other.yaml': 'x' }));
    const other = await pinCharts(options);
    expect(other.sources[0].sha256).not.toBe(sources[0].sha256);
  });

  it('says at which layer it fails and what helps', async () => {
    const { options, registry, repository } = await setUp();
    repository.allowPrivateAddresses = false;
    await expect(pinCharts(options)).resolves.toEqual({
      sources: [],
      findings: [
        {
          severity: 'block',
          code: 'source-address-refused',
          path: expect.stringMatching(/^\/spec\/layers\/\d\/source$/),
          layer: 'ingress',
          message: expect.stringContaining(
            "The chart of layer 'ingress' cannot be had from the layer repository 'charts': The address 127.0.0.1 is of a private network",
          ),
          remedy: expect.stringContaining('allowPrivateAddresses'),
        },
      ],
    });
    repository.allowPrivateAddresses = true;
    registry.manifests.clear();
    await expect(pinCharts(options)).resolves.toMatchObject({
      findings: [{ code: 'source-gone' }],
    });
    await registry.stop();
    await expect(pinCharts(options)).resolves.toMatchObject({
      findings: [{ code: 'source-unreachable' }],
    });
  });

  it('asks nobody for what is blocked anyway', async () => {
    const { options, registry } = await setUp();
    await expect(
      pinCharts({ ...options, blocked: new Set(['ingress']) }),
    ).resolves.toEqual({ sources: [], findings: [] });
    expect(registry.requests).toEqual([]);
  });
});
