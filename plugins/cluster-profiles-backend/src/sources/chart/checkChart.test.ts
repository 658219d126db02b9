import type { ProfileLayer } from '@cluster-profiles/plugin-cluster-profiles-common';
import { exampleDocument } from '../../profiles/__testUtils__/exampleProfile';
import { aChart } from '../__testUtils__/aChart';
import { checkChart } from './checkChart';
import { readChart } from './readChart';

const header = 'apiVersion: v2\nname: ingress\nversion: 1.0.0\n';

describe('checkChart', () => {
  /** `code path` of each finding about a chart with these files. */
  async function found(
    files: Record<string, string>,
    layer: Partial<ProfileLayer> = {},
  ): Promise<string[]> {
    const findings = checkChart({
      chart: await readChart(aChart(files)),
      layer: {
        name: 'web',
        kind: 'addon',
        version: '1.0.0',
        source: { type: 'helm', repository: 'charts', chart: 'ingress' },
        ...layer,
      },
      index: 2,
      document: exampleDocument(({ spec }) => {
        spec.layers.find(({ kind }) => kind === 'kubernetes')!.version =
          '1.34.2';
      }),
    });
    expect(findings.filter(finding => finding.layer !== 'web')).toEqual([]);
    return findings.map(
      ({ severity, code, path }) =>
        `${severity} ${code} ${path?.replace('/spec/layers/2', '')}`,
    );
  }

  it('has nothing to say about a sound chart', async () => {
    await expect(
      found({ 'Chart.yaml': `${header}kubeVersion: '>=1.30.0-0, <1.40.0'\n` }),
    ).resolves.toEqual([]);
  });

  it.each([
    [
      'another chart',
      'name: other\nversion: 1.0.0',
      'block chart-is-another /source',
    ],
    [
      'another version',
      'name: ingress\nversion: 1.0.1',
      'block chart-is-another /source',
    ],
    [
      'a deprecated one',
      `${header}deprecated: true`,
      'warn chart-deprecated /source',
    ],
    ['a library', `${header}type: library`, 'block chart-is-library /source'],
    [
      'what it lacks',
      `${header}dependencies: [{ name: redis }, { name: web }]`,
      'block chart-dependencies-missing /source',
    ],
    [
      'a Kubernetes that it does not run on',
      `${header}kubeVersion: '>=1.35.0-0'`,
      'block kubernetes-not-supported /version',
    ],
    [
      'a range that cannot be read',
      `${header}kubeVersion: '!=1.33.0'`,
      'warn chart-kubernetes-unknown /version',
    ],
  ])('tells of %s', async (_, chart, finding) => {
    await expect(
      found({ 'Chart.yaml': chart, 'charts/web-1.0.0.tgz': '' }),
    ).resolves.toEqual([finding]);
  });

  it('tells of a chart that renders nothing', async () => {
    const packed = { 'Chart.yaml': header, 'README.md': '' };
    const chart = await readChart(aChart(packed));
    const bare = { ...chart, files: new Set(['Chart.yaml', 'README.md']) };
    const layer = {
      name: 'ingress',
      kind: 'addon',
      version: '1.0.0',
    } as const;
    expect(
      checkChart({ chart: bare, layer, index: 0, document: exampleDocument() }),
    ).toMatchObject([{ severity: 'warn', code: 'chart-empty' }]);
  });

  describe('holds values against the schema of the chart', () => {
    const schema = (own: object) => ({
      'values.schema.json': JSON.stringify({
        $schema: 'http://json-schema.org/draft-07/schema#',
        $id: 'https://charts.example/ingress',
        type: 'object',
        ...own,
      }),
      'values.yaml': 'replicas: 1\ningress: { class: nginx, tls: true }\n',
    });
    const properties = {
      replicas: { type: 'integer', minimum: 1 },
      ingress: {
        type: 'object',
        required: ['class'],
        properties: { class: { type: 'string' } },
      },
    };

    it('with the defaults of the chart below them', async () => {
      const files = schema({ properties, required: ['replicas'] });
      await expect(found(files)).resolves.toEqual([]);
      await expect(
        found(files, { values: { ingress: { tls: false } } }),
      ).resolves.toEqual([]);
      await expect(
        found(files, { values: { replicas: 0, ingress: { class: null } } }),
      ).resolves.toEqual([
        'block values-do-not-fit /values/replicas',
        'block values-do-not-fit /values/ingress',
      ]);
    });

    it('but for what is substituted at deployment', async () => {
      await expect(
        found(schema({ properties }), {
          values: { replicas: '${{ parameters.replicas }}' },
        }),
      ).resolves.toEqual([]);
    });

    it('in linear time', async () => {
      const files = schema({ properties: { a: { pattern: '^(a+)+$' } } });
      const values = { a: `${'a'.repeat(200)}b` };
      await expect(found(files, { values })).resolves.toEqual([
        'block values-do-not-fit /values/a',
      ]);
    });

    it.each(['2019-09', '2020-12'])('in draft %s', async draft => {
      const files = schema({
        $schema: `https://json-schema.org/draft/${draft}/schema`,
        $defs: { count: { type: 'integer' } },
        properties: { replicas: { $ref: '#/$defs/count' } },
      });
      await expect(
        found(files, { values: { replicas: 'x' } }),
      ).resolves.toEqual(['block values-do-not-fit /values/replicas']);
    });

    it.each([
      ['looks back', { properties: { a: { pattern: '(a)\\1' } } }],
      ['is elsewhere', { $ref: 'http://169.254.169.254/schema' }],
      ['contains itself', { properties: { a: { $ref: '#' } } }],
      ['leads nowhere one can tell', { $dynamicRef: '#node' }],
      ['is wrong', { type: 'objct' }],
    ])('and says so where the schema %s', async (_, own) => {
      await expect(found(schema(own), { values: { a: 'x' } })).resolves.toEqual(
        ['warn chart-schema-unusable /values'],
      );
    });
  });
});
