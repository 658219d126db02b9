import { randomBytes } from 'node:crypto';
import {
  cp,
  mkdtemp,
  readdir,
  readFile,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Charts } from './charts';
import { managementCluster } from './lab';

describe('charts of the lab', () => {
  let charts: Charts;
  let folder: string;

  const template = (chart: string, ...args: string[]) =>
    charts.helm(
      'template',
      'release',
      `${charts.ociUrl}/${chart}`,
      '--version=1.0.0',
      `--ca-file=${charts.caFile}`,
      '--kube-version=1.36.0',
      ...args,
    );
  const digest = async (chart: string) => {
    const index = await fetch(`${charts.httpUrl}/index.yaml`);
    const { entries } = parse(await index.text());
    return entries[chart].find(
      ({ version }: { version: string }) => version === '1.0.0',
    ).digest;
  };

  beforeAll(async () => {
    charts = (await managementCluster()).charts();
    folder = await mkdtemp(join(tmpdir(), 'lab-charts-'));
  });

  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  it('are in the Helm repository and in the OCI registry, in two versions', async () => {
    const index = await fetch(`${charts.httpUrl}/index.yaml`);
    const { entries } = parse(await index.text());
    const names = await readdir(charts.sources);
    expect(names.length).toBeGreaterThan(11);
    for (const name of names) {
      const versions = entries[name].map(
        ({ version }: { version: string }) => version,
      );
      expect(versions).toEqual(expect.arrayContaining(['1.0.0', '1.1.0']));
      const shown = await charts.helm(
        'show',
        'chart',
        `${charts.ociUrl}/${name}`,
        '--version=1.1.0',
        `--ca-file=${charts.caFile}`,
      );
      expect(parse(shown)).toMatchObject({ name, version: '1.1.0' });
    }
  });

  it('fail, render nothing or much, as they say', async () => {
    await expect(template('unrenderable')).rejects.toMatchObject({
      stderr: expect.stringContaining('region is needed'),
    });
    await expect(template('ingress', '--set=replicas=0')).rejects.toMatchObject(
      { stderr: expect.stringContaining('minimum') },
    );
    await expect(
      template('autoscaler', '--kube-version=1.34.0'),
    ).rejects.toMatchObject({
      stderr: expect.stringContaining('incompatible with Kubernetes'),
    });
    expect((await template('empty')).trim()).toBe('');
    expect((await template('large')).length).toBeGreaterThan(5e6);
  });

  it('can be overwritten', async () => {
    const name = `mine-${randomBytes(4).toString('hex')}`;
    const chart = join(folder, name);
    await cp(join(charts.sources, 'legacy'), chart, { recursive: true });
    const file = join(chart, 'Chart.yaml');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('name: legacy', `name: ${name}`));
    await charts.publish(chart, '1.0.0');
    const before = await digest(name);

    await writeFile(
      join(chart, 'templates/more.yaml'),
      '# other\nkind: More\n',
    );
    await charts.publish(chart, '1.0.0');
    expect(await digest(name)).not.toBe(before);
    expect(await template(name)).toContain('kind: More');
  });
});
