import { mockCredentials } from '@backstage/backend-test-utils';
import { testClock } from '../work/__testUtils__/testClock';
import { RequestLimits } from './RequestLimits';

function setup() {
  const clock = testClock();
  const limits = new RequestLimits({
    clock,
    requestsPerMinute: 6,
    writesPerMinute: 2,
  });
  const ask = (
    credentials: ReturnType<
      typeof mockCredentials.user | typeof mockCredentials.service
    >,
    writes = false,
  ) => {
    try {
      limits.count(credentials, { writes });
      return 200;
    } catch (error: any) {
      return error.statusCode;
    }
  };
  return { clock, ask };
}

const alice = mockCredentials.user('user:default/alice');

describe('RequestLimits', () => {
  it('refuses the flood of one caller and answers the others', () => {
    const { ask } = setup();
    expect(Array.from({ length: 8 }, () => ask(alice))).toEqual([
      ...Array.from({ length: 6 }, () => 200),
      429,
      429,
    ]);
    expect(ask(mockCredentials.user('user:default/bob'))).toBe(200);
    expect(ask(mockCredentials.service('external:ci'))).toBe(200);
  });

  it('counts what writes by itself, and a user as one whoever carries his token', () => {
    const { ask } = setup();
    const carried = mockCredentials.user('user:default/alice', {
      actor: { subject: 'plugin:scaffolder' },
    });
    expect([ask(alice, true), ask(carried, true), ask(alice, true)]).toEqual([
      200, 200, 429,
    ]);
    expect(ask(alice)).toBe(200);
  });

  it('goes on answering as time passes', () => {
    const { ask, clock } = setup();
    for (let index = 0; index < 6; index++) ask(alice);
    expect(ask(alice)).toBe(429);
    clock.advance(10);
    expect([ask(alice), ask(alice)]).toEqual([200, 429]);
  });

  it('leaves the catalog and the search of the portal alone', () => {
    const { ask } = setup();
    const search = mockCredentials.service('plugin:search');
    expect(new Set(Array.from({ length: 50 }, () => ask(search)))).toEqual(
      new Set([200]),
    );
  });
});
