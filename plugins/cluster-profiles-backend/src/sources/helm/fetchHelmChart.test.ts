import { bytesDigest } from '@cluster-profiles/plugin-cluster-profiles-common';
import { aChart } from '../__testUtils__/aChart';
import { anEndpoint } from '../__testUtils__/anEndpoint';
import { startServer, type Answer } from '../__testUtils__/startServer';
import { fetchHelmChart } from './fetchHelmChart';

const reference = { chart: 'ingress', version: '1.0.0' };

describe('fetchHelmChart', () => {
  const stops: Array<() => Promise<void>> = [];
  const chart = aChart();

  afterEach(async () => {
    for (const stop of stops.splice(0)) {
      await stop();
    }
  });

  async function serve(paths: Record<string, Buffer | string | Answer>) {
    const server = await startServer((response, request) => {
      const found = paths[request.path];
      if (typeof found === 'function') {
        found(response, request);
      } else {
        response.writeHead(found ? 200 : 404).end(found);
      }
    });
    stops.push(server.stop);
    return server;
  }

  const index = (url: string, digest = bytesDigest(chart)) =>
    JSON.stringify({
      entries: { ingress: [{ version: '1.0.0', urls: [url], digest }] },
    });

  it('takes what the index names, below the repository', async () => {
    const server = await serve({
      '/stable/index.yaml': index('charts/ingress-1.0.0.tgz'),
      '/stable/charts/ingress-1.0.0.tgz': chart,
    });
    await expect(
      fetchHelmChart(anEndpoint(`${server.url}/stable`), reference),
    ).resolves.toEqual({
      bytes: chart,
      address: `${server.url}/stable/charts/ingress-1.0.0.tgz`,
    });
  });

  it('shows its password to its own origin only', async () => {
    const other = await serve({ '/ingress.tgz': chart });
    const server = await serve({
      '/index.yaml': index(`${other.url}/ingress.tgz?token=t`),
    });
    const { address } = await fetchHelmChart(
      anEndpoint(server.url, { username: 'reader', password: 'hush' }),
      reference,
    );
    expect(address).toBe(`${other.url}/ingress.tgz`);
    expect(server.requests[0].headers.authorization).toBe(
      `Basic ${btoa('reader:hush')}`,
    );
    expect(other.requests[0].headers).not.toHaveProperty('authorization');
  });

  it('goes nowhere because of what an index says', async () => {
    for (const url of ['http://169.254.169.254/latest', 'file:///etc/passwd']) {
      const server = await serve({ '/index.yaml': index(url) });
      await expect(
        fetchHelmChart(anEndpoint(server.url), reference),
      ).rejects.toMatchObject({
        reason: expect.stringMatching(/address-refused|broken/),
      });
      expect(server.requests).toHaveLength(1);
    }
  });

  it('looks again when a chart is overwritten meanwhile, once', async () => {
    let asked = 0;
    const server = await serve({
      '/index.yaml': response => {
        asked += 1;
        response.end(index('a.tgz', asked === 1 ? '00' : undefined));
      },
      '/a.tgz': chart,
    });
    await expect(
      fetchHelmChart(anEndpoint(server.url), reference),
    ).resolves.toMatchObject({ bytes: chart });
    const lying = await serve({
      '/index.yaml': index('a.tgz', '00'),
      '/a.tgz': chart,
    });
    await expect(
      fetchHelmChart(anEndpoint(lying.url), reference),
    ).rejects.toMatchObject({
      reason: 'broken',
      message: expect.stringContaining('another SHA-256'),
    });
    expect(lying.requests).toHaveLength(4);
  });

  it.each([
    ['/index.yaml', 401, 'credentials', 'refuses index.yaml'],
    ['/index.yaml', 404, 'gone', 'has no index.yaml'],
    ['/a.tgz', 404, 'gone', 'has no chart ingress 1.0.0'],
    ['/a.tgz', 500, 'unreachable', 'answers 500'],
  ])(
    'says what is wrong when %s answers %s',
    async (path, code, reason, message) => {
      const server = await serve({
        '/index.yaml': index('a.tgz'),
        [path]: response => void response.writeHead(code).end(),
      });
      await expect(
        fetchHelmChart(
          anEndpoint(server.url, { username: 'reader', password: 'hush' }),
          reference,
        ),
      ).rejects.toMatchObject({
        reason,
        message: expect.stringMatching(new RegExp(`${message}(?!.*hush)`)),
      });
    },
  );
});
