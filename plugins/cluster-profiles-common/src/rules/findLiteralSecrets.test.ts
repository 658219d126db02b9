import type { JsonObject, JsonValue } from '@backstage/types';
import { findLiteralSecrets } from './findLiteralSecrets';

const KEY = '-----BEGIN PRIVATE KEY-----\nMIIB';

describe('findLiteralSecrets', () => {
  it.each<[string, JsonValue, string[]]>([
    ['/adminPassword', 'hunter2', ['/adminPassword']],
    ['/auth', { user: 'root', password: 'hunter2' }, ['/auth/password']],
    ['/auth/tokens', ['a', 'b'], ['/auth/tokens/0', '/auth/tokens/1']],
    ['/auth/passwords', { root: 'hunter2' }, ['/auth/passwords/root']],
    ['/api-key', 'x', ['/api-key']],
    ['/s3/secretAccessKey', 'x', ['/s3/secretAccessKey']],
    ['/password/value', 'x', ['/password/value']],
    ['/credentials/data', { cloud: 'x' }, ['/credentials/data/cloud']],
    ['/client/secret', 'Zm9vYmFy/==', ['/client/secret']],
    ['/tls', { any: KEY }, ['/tls/any']],
    ['/env', [{ name: 'DB_PASSWORD', value: 'hunter2' }], ['/env/0/value']],
    ['/s3', { existingSecret: '', accessKey: 'AKIA' }, ['/s3/accessKey']],
  ])('finds what is a secret at %s', (path, value, found) => {
    expect(findLiteralSecrets({ path, value })).toEqual(found);
  });

  it.each<[string, JsonValue]>([
    ['/replicas', 3],
    ['/token/enabled', true],
    ['/password', ''],
    ['/passwordSecretRef', { name: 'a', key: 'password' }],
    ['/auth/existingSecret', 'grafana-admin'],
    ['/auth/existingSecretPasswordKey', 'ADMIN_PASSWORD'],
    ['/auth/passwordKey', 'admin-password'],
    ['/tls/secretName', 'tls'],
    ['/tls/secret', 'ingress-tls'],
    ['/credentials', 'aws-credentials'],
    ['/imagePullSecrets', ['registry']],
    ['/imagePullSecrets', [{ name: 'registry' }]],
    ['/passwordFile', '/run/secrets/password'],
    ['/image/tag', 'tokenizer'],
    ['/env', [{ name: 'PASSWORD', valueFrom: { secretKeyRef: { key: 'a' } } }]],
    ['/env', [{ name: 'TOKEN', value: '$(POD_TOKEN)' }]],
    ['/remoteRef', { secretKey: 'password', remoteRef: { key: 'Team/App' } }],
    ['/credentials', { existingSecret: 'backup', key: 'accessKey' }],
    ['/s3', { existingSecret: 's3', accessKey: 'ACCESS', secretKey: 'SECRET' }],
    ['/privateKey', { algorithm: 'ECDSA', rotationPolicy: 'Always' }],
    ['/secret', { create: true, type: 'Opaque' }],
    ['/externalSecrets', { url: 'https://vault.example', path: 'Team/App' }],
    ['/serviceAccount', { automountServiceAccountToken: false }],
    ['/oidc/clientSecret', '$dex-github:clientSecret'],
    ['/grafana/password', '$__file{/etc/secrets/password}'],
    ['/db/password', '${DB_PASSWORD}'],
    ['/db/password', '{{ .Values.global.password }}'],
    ['/db/password', '${{ parameters.password }}'],
  ])('lets %s be: %j', (path, value) => {
    expect(findLiteralSecrets({ path, value })).toEqual([]);
  });

  it('finds a text in the place of a reference of the profile', () => {
    const path = '/audit/tokenSecretRef';
    const present: JsonObject = { name: 'audit-token', key: 'token' };
    expect(findLiteralSecrets({ path, value: 'x', present })).toEqual([path]);
    expect(findLiteralSecrets({ path, value: present, present })).toEqual([]);
  });
});
