import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { Programs } from './__testUtils__/programs';
import { helmTemplate } from './helmTemplate';

jest.setTimeout(60_000);

describe('helmTemplate', () => {
  let programs: Programs;
  const limits = { timeoutMs: 50_000, bytes: 100_000 };
  const template = async (body: string, more: Partial<typeof limits> = {}) =>
    helmTemplate(
      {
        helm: await programs.add(body),
        chart: Buffer.from('the chart'),
        releaseName: 'ingress',
        namespace: 'web',
        values: '{"a":1}',
        kubeVersion: '1.35',
        apiVersions: ['example.io/v1', 'example.io/v1/Widget'],
      },
      { ...limits, ...more },
    );
  const left = async () =>
    (await readdir(tmpdir())).filter(name =>
      name.startsWith('cluster-profiles-helm-'),
    );

  beforeEach(async () => {
    programs = await Programs.create();
  });
  afterEach(() => programs.remove());

  it('gives helm the chart and the values, and nothing of ours', async () => {
    process.env.SECRET_OF_THE_PORTAL = 'x';
    const told = JSON.parse(
      await template(`
        const chart = require('node:fs').readFileSync(args[2], 'utf8');
        console.log(JSON.stringify({ args, chart, input, env: process.env, cwd: process.cwd() }));
      `),
    );
    delete process.env.SECRET_OF_THE_PORTAL;
    expect(told).toMatchObject({ chart: 'the chart', input: '{"a":1}' });
    expect(told.args).toEqual([
      'template',
      'ingress',
      `${told.cwd}/chart.tgz`,
      '--namespace=web',
      '--include-crds',
      '--skip-schema-validation',
      '--values=-',
      '--kube-version=1.35',
      '--api-versions=example.io/v1',
      '--api-versions=example.io/v1/Widget',
    ]);
    expect(told.env).toMatchObject({ HOME: told.cwd, TMPDIR: told.cwd });
    expect(Object.keys(told.env)).not.toContain('SECRET_OF_THE_PORTAL');
    expect(Object.keys(told.env)).not.toContain('PATH');
    expect(await left()).toEqual([]);
  });

  it.each<[string, string, Partial<typeof limits>, object]>([
    [
      'what helm says against it',
      `console.error('Error: template: ' + args[2] + ': region is needed\\n\\nUse --debug flag to render out'); process.exit(1)`,
      {},
      {
        name: 'ProviderRefusedError',
        message: 'template: chart.tgz: region is needed',
      },
    ],
    [
      'what renders for too long',
      'setInterval(() => {}, 1000)',
      { timeoutMs: 300 },
      {
        name: 'ProviderUnreachableError',
        message: 'helm did not render it within 0.3 seconds',
      },
    ],
    [
      'what renders too much',
      `process.stdout.write('x'.repeat(2_000_000)); setInterval(() => {}, 1000)`,
      { bytes: 1_000_000 },
      { name: 'ProviderRefusedError', message: 'it renders more than 1 MB' },
    ],
  ])('tells %s, and leaves nothing behind', async (_, body, more, error) => {
    await expect(template(body, more)).rejects.toMatchObject(error);
    expect(await left()).toEqual([]);
  });

  it('tells that helm is gone', async () => {
    await expect(
      helmTemplate(
        {
          helm: '/nowhere/helm',
          chart: Buffer.from(''),
          releaseName: 'a',
          namespace: 'a',
          values: '',
          apiVersions: [],
        },
        limits,
      ),
    ).rejects.toMatchObject({
      name: 'ProviderUnreachableError',
      message: 'helm could not be run: ENOENT',
    });
  });
});
