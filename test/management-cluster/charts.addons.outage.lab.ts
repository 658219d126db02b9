import type { Charts } from './charts';
import { managementCluster } from './lab';

describe('repositories of the lab', () => {
  let charts: Charts;

  const show = (...args: string[]) =>
    charts.helm(
      'show',
      'chart',
      `${charts.ociUrl}/legacy`,
      `--ca-file=${charts.caFile}`,
      ...args,
    );
  const index = (options?: RequestInit) =>
    fetch(`${charts.httpUrl}/index.yaml`, options);

  beforeAll(async () => {
    charts = (await managementCluster()).charts();
  });

  afterEach(async () => {
    await charts?.behave('http', {});
    await charts?.behave('oci', {});
  });

  it('are down, slow, redirect, or answer with an error', async () => {
    await charts.behave('http', { down: true });
    await expect(index()).rejects.toThrow();
    await charts.behave('http', { seconds: 2 });
    await expect(
      index({ signal: AbortSignal.timeout(500) }),
    ).rejects.toMatchObject({ name: 'TimeoutError' });
    await charts.behave('http', { redirect: 'http://127.0.0.1:1' });
    const moved = await index({ redirect: 'manual' });
    expect(moved.headers.get('location')).toBe('http://127.0.0.1:1/index.yaml');
    await charts.behave('http', { status: 503 });
    expect((await index()).status).toBe(503);
    await charts.behave('oci', { status: 404 });
    await expect(show()).rejects.toThrow();
  });

  it('want a name and a password', async () => {
    const user = { name: 'reader', password: 'secret' };
    await charts.behave('http', { user });
    await charts.behave('oci', { user });
    expect((await index()).status).toBe(401);
    await expect(show()).rejects.toThrow();
    const authorization = `Basic ${btoa('reader:secret')}`;
    expect((await index({ headers: { authorization } })).status).toBe(200);
    expect(await show('--username=reader', '--password=secret')).toContain(
      'name: legacy',
    );
  });
});
