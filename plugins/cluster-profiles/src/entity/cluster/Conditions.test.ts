import { conditionTitle } from './Conditions';

describe('conditionTitle', () => {
  it.each([
    ['Ready', 'Ready'],
    ['ControlPlaneReady', 'Control plane ready'],
    ['APIReachable', 'API reachable'],
  ])('%s is %s', (type, words) => {
    expect(conditionTitle(type)).toBe(words);
  });
});
