import { startServer, type Answer } from '../__testUtils__/startServer';
import { sendRequest, type SendOptions } from './sendRequest';

describe('sendRequest', () => {
  const stops: Array<() => Promise<void>> = [];

  afterEach(async () => {
    for (const stop of stops.splice(0)) {
      await stop();
    }
  });

  /** Each answers once, the last one from then on. */
  async function serve(...answers: Answer[]) {
    const server = await startServer((response, request) =>
      (answers.length > 1 ? answers.shift()! : answers[0])(response, request),
    );
    stops.push(server.stop);
    return server;
  }

  const send = (url: string, options: Partial<SendOptions> = {}) =>
    sendRequest({
      url: new URL(url),
      allowPrivateAddresses: true,
      timeoutSeconds: 5,
      maxBytes: 1000,
      pauses: [1, 1],
      ...options,
    });

  const good: Answer = response => void response.end('charts');
  const status =
    (code: number, headers = {}): Answer =>
    response =>
      void response.writeHead(code, headers).end();
  const to =
    (location: string): Answer =>
    response =>
      void response.writeHead(302, { location }).end();

  it('gives what is there', async () => {
    const server = await serve(good);
    const { status: code, body } = await send(`${server.url}/index.yaml`);
    expect([code, String(body)]).toEqual([200, 'charts']);
    expect(server.requests[0].headers).toMatchObject({
      'user-agent': 'cluster-profiles',
    });
  });

  it('asks nobody at a private address that is not allowed', async () => {
    const server = await serve(good);
    await expect(
      send(server.url, { allowPrivateAddresses: false }),
    ).rejects.toMatchObject({ reason: 'address-refused' });
    const named = server.url.replace('127.0.0.1', 'localhost');
    await expect(
      send(named, { allowPrivateAddresses: false }),
    ).rejects.toMatchObject({
      reason: 'address-refused',
      message: expect.stringContaining('The host localhost leads to'),
    });
    expect(server.requests).toEqual([]);
  });

  it('follows no redirect to where it must not go', async () => {
    const server = await serve(to('http://169.254.169.254/latest/meta-data'));
    await expect(send(server.url)).rejects.toMatchObject({
      reason: 'address-refused',
      message: expect.stringContaining('169.254.169.254'),
    });
    const file = await serve(to('file:///etc/passwd'));
    await expect(send(file.url)).rejects.toMatchObject({
      reason: 'address-refused',
    });
  });

  it('takes the password along to its own origin only', async () => {
    const other = await serve(good);
    const server = await serve(to('/there'), to(`${other.url}/chart.tgz`));
    const { url } = await send(server.url, {
      headers: { authorization: 'Basic c2VjcmV0' },
    });
    expect(url.href).toBe(`${other.url}/chart.tgz`);
    expect(server.requests[1].headers.authorization).toBe('Basic c2VjcmV0');
    expect(other.requests[0].headers).not.toHaveProperty('authorization');
  });

  it('ends when it is sent in a circle', async () => {
    const server = await serve(to('/again'));
    await expect(send(server.url)).rejects.toMatchObject({ reason: 'broken' });
    expect(server.requests).toHaveLength(6);
  });

  it('tries again what may pass, three times in all', async () => {
    const server = await serve(
      status(503),
      response => void response.socket?.destroy(),
      good,
    );
    await expect(send(server.url)).resolves.toMatchObject({ status: 200 });
    expect(server.requests).toHaveLength(3);

    const down = await serve(response => void response.socket?.destroy());
    await expect(send(down.url)).rejects.toMatchObject({
      reason: 'unreachable',
      message: expect.stringContaining('cuts the connection'),
    });
    expect(down.requests).toHaveLength(3);

    const missing = await serve(status(404));
    await expect(send(missing.url)).resolves.toMatchObject({ status: 404 });
    expect(missing.requests).toHaveLength(1);
  });

  it('says who refuses connections', async () => {
    const server = await startServer(good);
    await server.stop();
    await expect(send(server.url)).rejects.toMatchObject({
      reason: 'unreachable',
      message: `${new URL(server.url).host} refuses connections`,
    });
  });

  it('waits no longer than it should, for the first byte and for the last', async () => {
    const silent = await serve(() => {});
    await expect(
      send(silent.url, { timeoutSeconds: 0.1 }),
    ).rejects.toMatchObject({ reason: 'too-slow' });
    const trickling = await serve(response => void response.write('a'));
    await expect(
      send(trickling.url, { timeoutSeconds: 0.1 }),
    ).rejects.toMatchObject({ reason: 'too-slow' });
  });

  it('takes in no more than it should, whatever is announced', async () => {
    const announced = await serve(
      response => void response.end('x'.repeat(1001)),
    );
    await expect(send(announced.url)).rejects.toMatchObject({
      reason: 'too-large',
    });
    const endless = await serve(response => {
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(500)));
        response.once('drain', more);
      };
      more();
    });
    await expect(send(endless.url)).rejects.toMatchObject({
      reason: 'too-large',
    });
  });

  it('stops as soon as the caller does, with his reason', async () => {
    const server = await serve(() => {});
    const controller = new AbortController();
    const sent = send(server.url, { signal: controller.signal });
    setTimeout(() => controller.abort(new Error('no longer wanted')), 50);
    await expect(sent).rejects.toThrow('no longer wanted');
  });
});
