import {
  bytesDigest,
  canonicalJson,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { aLayer } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { aChart } from '../__testUtils__/aChart';
import { startRegistry } from '../__testUtils__/startRegistry';
import { unpack } from '../chart/unpack';
import { OciMirror } from './OciMirror';

describe('OciMirror', () => {
  const stops: Array<() => Promise<void>> = [];
  const kept = new Map<string, Buffer>();

  afterEach(async () => {
    kept.clear();
    for (const stop of stops.splice(0)) {
      await stop();
    }
  });

  const keep = (bytes: Buffer) => {
    const sha256 = bytesDigest(bytes);
    kept.set(sha256, bytes);
    return sha256;
  };

  async function start(
    options?: Parameters<typeof startRegistry>[0],
    password = 'hush',
  ) {
    const registry = await startRegistry(options);
    stops.push(registry.stop);
    const mirror = new OciMirror({
      endpoint: {
        url: `${registry.url.replace('http:', 'oci:')}/mirror/`,
        ...(options && { username: 'reader', password }),
        allowPrivateAddresses: true,
        plainHttp: true,
        requestTimeoutSeconds: 5,
      },
      read: async sha256 => kept.get(sha256)!,
      pauses: [1, 1],
    });
    return { registry, mirror };
  }

  const pinnedChart = () => aLayer({ sha256: keep(aChart()), chart: {} });

  it.each(['none', 'basic', 'token'] as const)(
    'puts a chart there under the digest that it told before, authorized by %s',
    async auth => {
      const { registry, mirror } = await start({ auth });
      const layer = pinnedChart();
      const located = await mirror.locate(layer);
      expect(registry.requests).toEqual([]);
      expect(located).toEqual({
        repository: `${registry.url.replace('http:', 'oci:')}/mirror`,
        digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      });
      await expect(mirror.push(layer)).resolves.toEqual(located);
      const manifest = registry.manifests.get(`mirror@${located!.digest}`)!;
      const [{ digest, mediaType }] = JSON.parse(String(manifest)).layers;
      expect(mediaType).toContain('helm.chart.content');
      expect(registry.blobs.get(`mirror@${digest}`)).toEqual(
        kept.get(layer.sha256!),
      );
      // By a tag, or registries collect it.
      expect([...registry.manifests.keys()]).toContain(
        `mirror@pinned-${layer.sha256!.slice(0, 32)}`,
      );
    },
  );

  it('asks once for what is there', async () => {
    const { registry, mirror } = await start();
    const layer = pinnedChart();
    await mirror.push(layer);
    registry.requests.length = 0;
    await mirror.push(layer);
    expect(registry.requests).toHaveLength(1);
  });

  it('brings back what was lost there', async () => {
    const { registry, mirror } = await start();
    const layer = pinnedChart();
    const { digest } = (await mirror.push(layer))!;
    registry.manifests.clear();
    await mirror.push(layer);
    expect([...registry.manifests.keys()]).toContain(`mirror@${digest}`);
  });

  it('packs manifests as they are in the bundle', async () => {
    const { registry, mirror } = await start();
    const text = Buffer.from('kind: A # {{ as it is }}\n');
    const sha256 = keep(
      Buffer.from(canonicalJson({ './storage/a.yaml': keep(text) })),
    );
    const layer = aLayer({
      sha256,
      source: { type: 'manifests', path: './storage' },
    });
    const { digest } = (await mirror.push(layer))!;
    const manifest = registry.manifests.get(`mirror@${digest}`);
    const [entry] = JSON.parse(String(manifest)).layers;
    expect(entry.mediaType).toBe('application/vnd.oci.image.layer.v1.tar+gzip');
    const files = await unpack(registry.blobs.get(`mirror@${entry.digest}`)!);
    expect([...files]).toEqual([['storage/a.yaml', text]]);
  });

  it('has nothing to do with a layer whose bytes are no chart', async () => {
    const { registry, mirror } = await start();
    await expect(mirror.push(aLayer())).resolves.toBeUndefined();
    const described = aLayer({ sha256: keep(Buffer.from('{}')) });
    await expect(mirror.push(described)).resolves.toBeUndefined();
    expect(registry.requests).toEqual([]);
  });

  it('says at which layer it fails, without the password', async () => {
    const { mirror } = await start({ auth: 'token' }, 'wrong');
    const error = await mirror.push(pinnedChart()).catch(e => e);
    expect(error).toMatchObject({
      name: 'ProviderRefusedError',
      message: expect.stringContaining('The bytes of layer ingress cannot'),
    });
    expect(error.message).not.toContain('wrong');
  });
});
