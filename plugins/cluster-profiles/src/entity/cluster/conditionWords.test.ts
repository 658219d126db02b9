import {
  conditionSentence,
  conditionTitle,
  repeatedMessages,
  saysNothing,
} from './conditionWords';

const condition = (
  type: string,
  status: 'True' | 'False' | 'Unknown',
  more: { reason?: string; message?: string } = {},
) => ({
  type,
  status,
  reason: 'Any',
  message: '',
  lastTransitionTime: '2026-03-01T08:00:00.000Z',
  ...more,
});

describe('conditionTitle', () => {
  it.each([
    ['Ready', 'Ready'],
    ['ControlPlaneReady', 'Control plane ready'],
    ['APIReachable', 'API reachable'],
  ])('%s is %s', (type, words) => {
    expect(conditionTitle(type)).toBe(words);
  });
});

describe('conditionSentence', () => {
  it.each([
    ['LayersReady', 'True', 'All layers are healthy'],
    ['Reconciling', 'False', 'Nothing is being changed'],
    ['InSync', 'Unknown', 'Not known whether it is as desired'],
    ['EtcdHealthy', 'Unknown', 'Etcd healthy: not known'],
  ] as const)('%s %s is "%s"', (type, status, sentence) => {
    expect(conditionSentence({ type, status })).toBe(sentence);
  });
});

describe('saysNothing', () => {
  it.each([
    [condition('Held', 'False'), true],
    [condition('Held', 'True'), false],
    [condition('Reconciling', 'False', { reason: 'AtRest' }), true],
    [condition('Reconciling', 'False', { reason: 'Held' }), true],
    [condition('Reconciling', 'False', { reason: 'WritesStopped' }), false],
    [condition('Reconciling', 'True'), false],
    [condition('LayersReady', 'False'), false],
  ])('%p: %p', (given, expected) => {
    expect(saysNothing(given)).toBe(expected);
  });
});

describe('repeatedMessages', () => {
  it('has each that stands twice, once', () => {
    expect(
      repeatedMessages([
        condition('Available', 'Unknown', { message: 'timeout' }),
        condition('LayersReady', 'Unknown', { message: 'timeout' }),
        condition('InSync', 'True'),
        condition('WorkersReady', 'True'),
        condition('Etcd', 'False', { message: 'no leader' }),
      ]),
    ).toEqual(['timeout']);
  });
});
