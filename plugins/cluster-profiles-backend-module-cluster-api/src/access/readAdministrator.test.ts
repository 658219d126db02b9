import { stringify } from 'yaml';
import type { KubernetesObject } from '../kubernetes';
import { readAdministrator } from './readAdministrator';

const KEY = 'c2VjcmV0LWtleQ==';

function secret(content: unknown): KubernetesObject {
  const text = typeof content === 'string' ? content : stringify(content);
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'checkout-kubeconfig', namespace: 'team-a' },
    data: { value: Buffer.from(text).toString('base64') },
  };
}

function kubeconfig(
  user: object,
  cluster: object = {
    server: 'https://10.0.0.1:6443',
    'certificate-authority-data': 'Y2E=',
  },
) {
  return {
    'current-context': 'admin@checkout',
    contexts: [
      { name: 'other', context: { cluster: 'other', user: 'other' } },
      {
        name: 'admin@checkout',
        context: { cluster: 'checkout', user: 'admin' },
      },
    ],
    clusters: [{ name: 'checkout', cluster }],
    users: [{ name: 'admin', user }],
  };
}

describe('readAdministrator', () => {
  it('takes address, authority and certificate of the current context', () => {
    expect(
      readAdministrator(
        secret(
          kubeconfig({
            'client-certificate-data': 'Y2VydA==',
            'client-key-data': KEY,
          }),
        ),
      ),
    ).toEqual({
      way: 'workload',
      url: 'https://10.0.0.1:6443',
      authority: 'Y2E=',
      certificate: 'Y2VydA==',
      key: KEY,
    });
  });

  it('takes a token', () => {
    expect(readAdministrator(secret(kubeconfig({ token: KEY })))).toMatchObject(
      { token: KEY },
    );
  });

  it.each([
    ['runs a command', { exec: { command: '/bin/sh', args: ['-c', KEY] } }],
    ['reads a file of ours', { tokenFile: '/etc/passwd' }],
    [
      'reads a key of ours',
      { 'client-key': '/key', 'client-certificate': '/c' },
    ],
    ['has a password', { username: 'admin', password: KEY }],
  ])('does not follow a kubeconfig that %s', (_, user) => {
    expect(() => readAdministrator(secret(kubeconfig(user)))).toThrow(
      'Secret checkout-kubeconfig has neither a token nor a certificate with its key',
    );
  });

  it.each([
    ['without encryption', { server: 'http://10.0.0.1' }],
    [
      'without checking the certificate',
      { server: 'https://10.0.0.1', 'insecure-skip-tls-verify': true },
    ],
  ])('sends nothing %s', (_, cluster) => {
    expect(() =>
      readAdministrator(secret(kubeconfig({ token: KEY }, cluster))),
    ).toThrow('has no https address with a certificate authority');
  });

  it.each([
    ['nothing', ''],
    ['no YAML', `users: [token: ${KEY}: {`],
    ['a word', KEY],
  ])('tells nothing of a secret that holds %s', (_, text) => {
    let message = '';
    try {
      readAdministrator(secret(text));
    } catch (error) {
      message = `${(error as Error).stack}`;
    }
    expect(message).toContain('Secret checkout-kubeconfig');
    expect(message).not.toContain(KEY);
  });
});
