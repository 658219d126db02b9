import { exampleCheckedProfile } from '../__testUtils__/exampleProfile';
import { checkDrift } from './checkDrift';

describe('checkDrift', () => {
  const found = (path: string) =>
    checkDrift(
      exampleCheckedProfile(({ document: { spec } }) => {
        spec.layers[4].drift = {
          mode: 'correct',
          exceptions: [
            {
              object: 'Deployment',
              path,
              reason: 'An autoscaler decides',
              until: '2027-01-01T00:00:00.000Z',
            },
          ],
        };
      }),
    );

  it('has nothing to say about a field that may differ for a while', () => {
    expect(found('/spec/replicas')).toEqual([]);
    expect(checkDrift(exampleCheckedProfile())).toEqual([]);
  });

  it('blocks what lets a whole object differ', () => {
    expect(found('/')).toEqual([
      expect.objectContaining({
        severity: 'block',
        code: 'bad-drift-exception',
        path: '/spec/layers/4/drift/exceptions/0/path',
        message: expect.stringContaining('a whole object'),
      }),
    ]);
  });
});
