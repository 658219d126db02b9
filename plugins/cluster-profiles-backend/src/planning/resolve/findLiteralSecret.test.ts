import type { JsonValue } from '@backstage/types';
import { findLiteralSecret } from './findLiteralSecret';

const KEY = '-----BEGIN PRIVATE KEY-----\nMIIB';

describe('findLiteralSecret', () => {
  it.each<[string, JsonValue, string]>([
    ['/adminPassword', 'hunter2', '/adminPassword'],
    ['/auth', { user: 'root', password: 'hunter2' }, '/auth/password'],
    ['/auth/tokens', ['a', 'b'], '/auth/tokens/0'],
    ['/api-key', 'x', '/api-key'],
    ['/s3/secretAccessKey', 'x', '/s3/secretAccessKey'],
    ['/password/value', 'x', '/password/value'],
    ['/client/secret', 'Zm9vYmFy/==', '/client/secret'],
    ['/tls', { any: KEY }, '/tls/any'],
  ])('finds what is a secret at %s', (path, value, found) => {
    expect(findLiteralSecret({ path, value })).toBe(found);
  });

  it.each<[string, JsonValue]>([
    ['/replicas', 3],
    ['/token/enabled', true],
    ['/password', ''],
    ['/passwordSecretRef', { name: 'a', key: 'password' }],
    ['/auth/existingSecret', 'grafana-admin'],
    ['/tls/secretName', 'tls'],
    ['/tls/secret', 'ingress-tls'],
    ['/imagePullSecrets', ['registry']],
    ['/passwordFile', '/run/secrets/password'],
    ['/image/tag', 'tokenizer'],
    ['/env', [{ name: 'PASSWORD', valueFrom: { secretKeyRef: { key: 'a' } } }]],
  ])('lets %s be', (path, value) => {
    expect(findLiteralSecret({ path, value })).toBeUndefined();
  });

  it('finds a text in the place of a reference of the profile', () => {
    const path = '/audit/tokenSecretRef';
    const present = { name: 'audit-token', key: 'token' };
    expect(findLiteralSecret({ path, value: 'x', present })).toBe(path);
    expect(findLiteralSecret({ path, value: present, present })).toBe(
      undefined,
    );
  });
});
