import { mockCredentials } from '@backstage/backend-test-utils';
import { serviceMay } from './serviceMay';

const grants = [
  { subject: 'external:ci', may: ['propose:publish'] },
  { subject: 'external:ci', may: ['read'] },
];

describe('serviceMay', () => {
  it.each<[string, string, boolean]>([
    ['external:ci', 'propose:publish', true],
    ['external:ci', 'read', true],
    ['external:ci', 'propose:create', false],
    ['external:ci', 'approve', false],
    ['external:other', 'read', false],
    // The catalog reads clusters without being told to.
    ['plugin:catalog', 'read', true],
    ['plugin:catalog', 'propose:delete', false],
    ['plugin:search', 'read', true],
    ['plugin:search', 'approve', false],
    ['plugin:cluster-profiles', 'read', false],
  ])('%s, %s: %s', (subject, grant, allowed) => {
    expect(serviceMay(grants, mockCredentials.service(subject), grant)).toBe(
      allowed,
    );
  });

  it.each([
    ['a user', mockCredentials.user()],
    ['nobody', mockCredentials.none()],
  ])('says nothing about %s', (_who, credentials) => {
    expect(serviceMay(grants, credentials, 'read')).toBeUndefined();
  });
});
