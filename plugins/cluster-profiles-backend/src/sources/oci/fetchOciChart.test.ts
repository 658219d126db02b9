import { bytesDigest } from '@cluster-profiles/plugin-cluster-profiles-common';
import { aChart } from '../__testUtils__/aChart';
import { anEndpoint } from '../__testUtils__/anEndpoint';
import { startRegistry } from '../__testUtils__/startRegistry';
import { fetchOciChart } from './fetchOciChart';

const reference = { chart: 'ingress', version: '1.0.0' };

describe('fetchOciChart', () => {
  const stops: Array<() => Promise<void>> = [];
  const chart = aChart();

  afterEach(async () => {
    for (const stop of stops.splice(0)) {
      await stop();
    }
  });

  async function start(options?: Parameters<typeof startRegistry>[0]) {
    const registry = await startRegistry(options);
    stops.push(registry.stop);
    return registry;
  }

  it('takes the layer that the manifest of the tag names', async () => {
    const registry = await start();
    const digest = registry.put('ingress', '1.0.0', chart);
    await expect(
      fetchOciChart(anEndpoint(registry.ociUrl), reference),
    ).resolves.toEqual({
      bytes: chart,
      address: `${registry.ociUrl}/ingress@${digest}`,
      digest,
    });
  });

  it('calls a version with a plus as Helm does', async () => {
    const registry = await start();
    registry.put('ingress', '1.0.0_build.1', chart);
    await expect(
      fetchOciChart(anEndpoint(registry.ociUrl), {
        ...reference,
        version: '1.0.0+build.1',
      }),
    ).resolves.toMatchObject({ bytes: chart });
  });

  it.each(['basic', 'token'] as const)(
    'shows who it is by %s when it is asked',
    async auth => {
      const registry = await start({ auth });
      registry.put('ingress', '1.0.0', chart);
      const fetchAs = (password: string) =>
        fetchOciChart(
          anEndpoint(registry.ociUrl, { username: 'reader', password }),
          reference,
        );
      await expect(fetchAs('hush')).resolves.toMatchObject({ bytes: chart });
      const error = await fetchAs('wrong').catch(e => e);
      expect(error).toMatchObject({ reason: 'credentials' });
      expect(error.message).not.toContain('wrong');
    },
  );

  it('asks for a token of just this repository', async () => {
    const registry = await start({ auth: 'token' });
    registry.put('ingress', '1.0.0', chart);
    await fetchOciChart(
      anEndpoint(registry.ociUrl, { username: 'reader', password: 'hush' }),
      reference,
    );
    const asked = registry.requests.filter(({ path }) => path === '/token');
    expect(asked).toHaveLength(1);
    expect(Object.fromEntries(asked[0].query)).toEqual({
      service: 'charts',
      scope: 'repository:charts/ingress:pull',
    });
  });

  it('says what is not there', async () => {
    const registry = await start();
    await expect(
      fetchOciChart(anEndpoint(registry.ociUrl), reference),
    ).rejects.toMatchObject({
      reason: 'gone',
      message: `${registry.ociUrl}/ingress has no chart ingress 1.0.0`,
    });
    registry.put('ingress', '1.0.0', chart);
    registry.blobs.clear();
    await expect(
      fetchOciChart(anEndpoint(registry.ociUrl), reference),
    ).rejects.toMatchObject({
      reason: 'gone',
      message: expect.stringContaining('but not its bytes'),
    });
  });

  it('believes digests only', async () => {
    const registry = await start();
    registry.put('ingress', '1.0.0', chart);
    registry.blobs.set(
      `charts/ingress@sha256:${bytesDigest(chart)}`,
      Buffer.from('others'),
    );
    await expect(
      fetchOciChart(anEndpoint(registry.ociUrl), reference),
    ).rejects.toMatchObject({
      reason: 'broken',
      message: expect.stringContaining('do not have the digest'),
    });
  });

  it.each([
    ['no manifest', 'x'],
    ['an image', JSON.stringify({ layers: [{ mediaType: 'image' }] })],
    ['nothing', '{}'],
  ])('takes no chart from %s', async (_, manifest) => {
    const registry = await start();
    registry.manifests.set('charts/ingress@1.0.0', Buffer.from(manifest));
    await expect(
      fetchOciChart(anEndpoint(registry.ociUrl), reference),
    ).rejects.toMatchObject({
      reason: 'broken',
      message: expect.stringContaining('is not of a chart'),
    });
  });
});
