import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProviderUnreachableError } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Connection } from '../config/types';
import { Credentials } from './Credentials';

const SECRET = 'c2VjcmV0LXRva2Vu';

describe('Credentials', () => {
  let folder: string;
  let now: number;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'credentials-'));
    now = Date.parse('2026-01-01T00:00:00Z');
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  const credentials = (connection: Connection) =>
    new Credentials({
      connection,
      clock: { now: () => new Date(now), random: () => 0 },
      timeoutMs: 2_000,
    });

  const kubeconfig = async (
    user: object,
    options: { cluster?: object; context?: string } = {},
  ): Promise<Connection> => {
    const file = join(folder, 'kubeconfig');
    await writeFile(
      file,
      JSON.stringify({
        'current-context': 'lab',
        contexts: [{ name: 'lab', context: { cluster: 'lab', user: 'lab' } }],
        clusters: [
          {
            name: 'lab',
            cluster: {
              server: 'https://mgmt.example:6443',
              ...options.cluster,
            },
          },
        ],
        users: [{ name: 'lab', user }],
      }),
    );
    return { way: 'kubeconfig', file, context: options.context };
  };

  const failure = async (connection: Connection) => {
    const error = await credentials(connection)
      .current()
      .then(
        () => new Error('it did not fail'),
        e => e,
      );
    expect(error).toBeInstanceOf(ProviderUnreachableError);
    expect(`${error.message} ${error.stack}`).not.toContain(SECRET);
    return error.message;
  };

  it('reads a kubeconfig and keeps its connections', async () => {
    const { current } = bound(credentials(await kubeconfig({ token: SECRET })));
    const access = await current();
    expect(access.server.href).toBe('https://mgmt.example:6443/');
    expect(access.headers).toEqual({ Authorization: `Bearer ${SECRET}` });
    now += 60_000;
    expect((await current()).agent).toBe(access.agent);
  });

  it('takes up another kubeconfig within seconds', async () => {
    const { current } = bound(credentials(await kubeconfig({ token: SECRET })));
    await current();
    await kubeconfig({ token: 'rotated' });
    expect((await current()).headers.Authorization).toBe(`Bearer ${SECRET}`);
    now += 10_000;
    expect((await current()).headers.Authorization).toBe('Bearer rotated');
  });

  it('follows the token file of a kubeconfig, which wins over a token', async () => {
    await writeFile(join(folder, 'token'), `${SECRET}\n`);
    const made = credentials(
      await kubeconfig({ tokenFile: 'token', token: 'old' }),
    );
    expect((await made.current()).headers.Authorization).toBe(
      `Bearer ${SECRET}`,
    );
    await writeFile(join(folder, 'token'), 'rotated');
    made.renew();
    expect((await made.current()).headers.Authorization).toBe('Bearer rotated');
  });

  it('reads a token file and an authority beside a URL', async () => {
    const tokenFile = join(folder, 'token');
    await writeFile(tokenFile, SECRET);
    const access = await credentials({
      way: 'url',
      url: 'https://mgmt.example/k8s/clusters/c-1',
      tokenFile,
    }).current();
    expect(access.server.pathname).toBe('/k8s/clusters/c-1');
    expect(access.headers.Authorization).toBe(`Bearer ${SECRET}`);
  });

  it('runs the command of a kubeconfig', async () => {
    const command = join(folder, 'login');
    await writeFile(
      command,
      `#!/bin/sh\necho '${JSON.stringify({
        kind: 'ExecCredential',
        status: { token: SECRET },
      })}'\n`,
    );
    await chmod(command, 0o700);
    const access = await credentials(
      await kubeconfig({ exec: { command } }),
    ).current();
    expect(access.headers.Authorization).toBe(`Bearer ${SECRET}`);
  });

  it.each([
    ['prints what is no credential', `echo '${SECRET} is not JSON'`],
    ['fails', `echo '${SECRET}' >&2; exit 1`],
    ['hangs', 'exec sleep 3'],
  ])('tells nothing of what a command says that %s', async (_, script) => {
    const command = join(folder, 'login');
    await writeFile(command, `#!/bin/sh\n${script}\n`);
    await chmod(command, 0o700);
    await expect(
      failure(await kubeconfig({ exec: { command } })),
    ).resolves.toBe(
      `its credentials cannot be read: the command ${command} of the kubeconfig failed`,
    );
  });

  it('names the file that is missing', async () => {
    await expect(
      failure({ way: 'kubeconfig', file: join(folder, 'nothing') }),
    ).resolves.toBe(
      `the kubeconfig ${join(folder, 'nothing')} cannot be read (ENOENT)`,
    );
    await expect(
      failure({
        way: 'url',
        url: 'https://mgmt.example',
        tokenFile: join(folder, 'nothing'),
      }),
    ).resolves.toBe(
      `its credentials cannot be read: ENOENT ${join(folder, 'nothing')}`,
    );
  });

  it('tells nothing of a kubeconfig that does not parse', async () => {
    const file = join(folder, 'kubeconfig');
    for (const broken of [`users: [token: ${SECRET}: {`, '', SECRET, '[]']) {
      await writeFile(file, broken);
      await expect(failure({ way: 'kubeconfig', file })).resolves.toMatch(
        /is not a valid kubeconfig|has no context/,
      );
    }
  });

  it('names the contexts there are when the wanted one is not', async () => {
    await expect(
      failure(await kubeconfig({ token: SECRET }, { context: 'prod' })),
    ).resolves.toContain('has no context "prod"; it has lab');
  });

  it('refuses to send a token without encryption', async () => {
    await expect(
      failure(
        await kubeconfig(
          { token: SECRET },
          { cluster: { server: 'http://mgmt.example' } },
        ),
      ),
    ).resolves.toContain('are not usable');
  });

  it('needs a pod for a service account', async () => {
    await expect(failure({ way: 'serviceAccount' })).resolves.toContain(
      'does not run in a Kubernetes pod',
    );
  });
});

function bound(made: Credentials) {
  return { current: () => made.current() };
}
