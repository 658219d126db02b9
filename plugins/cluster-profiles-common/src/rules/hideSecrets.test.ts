import type { ObjectDifference } from '../model/observed';
import { hideSecrets } from './hideSecrets';

const env = '/spec/template/spec/containers/web/env';
const difference = (
  overrides: Partial<ObjectDifference>,
): ObjectDifference => ({
  object: 'Deployment shop/web',
  path: '/spec/replicas',
  desired: 2,
  observed: 5,
  manager: 'kubectl',
  ...overrides,
});

describe('hideSecrets', () => {
  it.each<Partial<ObjectDifference>>([
    { path: `${env}/DB_PASSWORD/value`, desired: '', observed: 'hunter2' },
    {
      path: `${env}/DB_PASSWORD`,
      desired: undefined,
      observed: { name: 'DB_PASSWORD', value: 'hunter2' },
    },
    { path: '/data/apiKey', desired: 'hunter2', observed: '' },
  ])('leaves out both values of $path', overrides => {
    expect(hideSecrets(difference(overrides))).toEqual({
      object: 'Deployment shop/web',
      path: overrides.path,
      manager: 'kubectl',
      hidden: 'secret',
    });
  });

  it.each<Partial<ObjectDifference>>([
    {},
    { path: `${env}/DB_PASSWORD/valueFrom/secretKeyRef/name`, observed: 'db' },
    { path: '', desired: undefined, observed: undefined, whole: 'missing' },
  ])('shows all else: %j', overrides => {
    const shown = difference(overrides);
    expect(hideSecrets(shown)).toBe(shown);
  });
});
