import { ProviderUnreachableError } from '@cluster-profiles/plugin-cluster-profiles-node';
import { checkVersion } from './checkVersion';

describe('checkVersion', () => {
  it.each([
    ['v3.2.11+unknown', 'ok', 'has version 3.2.11.'],
    ['v3.0.9', 'block', 'cannot pull what was approved by its digest'],
    ['v2.14.1', 'block', 'has version 2.14.1'],
    ['v3.1.0', 'warn', 'found out with 3.2'],
    ['3.10.2', 'warn', 'has version 3.10.2'],
    ['v4.0.0-rc1', 'warn', 'has version 4.0.0'],
    ['latest', 'warn', 'is not known: it says "latest"'],
  ])('finds of %s: %s', async (Version, severity, message) => {
    await expect(
      checkVersion({ name: 'main', api: { get: async () => ({ Version }) } }),
    ).resolves.toMatchObject({
      severity,
      message: expect.stringContaining(message),
    });
  });

  it('says why it is not known, and that is no reason to deliver nothing', async () => {
    const get = async () => {
      throw new ProviderUnreachableError('The API is down');
    };
    await expect(
      checkVersion({ name: 'main', api: { get } }),
    ).resolves.toMatchObject({
      severity: 'warn',
      code: 'argocd-version-unknown',
      message: expect.stringContaining('The API is down'),
    });
  });
});
