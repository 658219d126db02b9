import { explainHealth } from './explainHealth';

const node = (
  kind: string,
  options: {
    health?: string;
    message?: string;
    below?: string;
    on?: string;
    reason?: string;
    name?: string;
  } = {},
) => ({
  kind,
  namespace: 'web',
  name: options.name ?? kind.toLowerCase(),
  uid: options.name ?? kind,
  parentRefs: options.below ? [{ uid: options.below }] : [],
  ...(options.health && {
    health: { status: options.health, message: options.message },
  }),
  info: [
    { name: 'Status Reason', value: options.reason },
    { name: 'Node', value: options.on },
  ].filter(({ value }) => value),
});
const late = 'Deployment "web" exceeded its progress deadline';

describe('explainHealth', () => {
  it('names the pod below, not what waits for it', () => {
    expect(
      explainHealth({
        nodes: [
          node('Deployment', { health: 'Degraded', message: late }),
          node('ReplicaSet', {
            health: 'Progressing',
            message: 'Waiting for rollout',
            below: 'Deployment',
          }),
          node('Pod', {
            health: 'Degraded',
            message: 'Back-off pulling image "web:1"',
            below: 'ReplicaSet',
            on: 'worker-1',
          }),
        ],
      }),
    ).toBe('Pod web/pod: Back-off pulling image "web:1"');
  });

  it('says that a pod waits for a node, and why where that is told', () => {
    const waits = (reason?: string) =>
      explainHealth({
        nodes: [
          node('Deployment', { health: 'Degraded', message: late }),
          node('Pod', { health: 'Progressing', below: 'Deployment', reason }),
        ],
      });
    expect(waits()).toBe('Pod web/pod waits for a node');
    expect(waits('Pending')).toBe('Pod web/pod waits for a node');
    expect(waits('SchedulingGated')).toBe(
      'Pod web/pod waits for a node (SchedulingGated)',
    );
  });

  it('names the claim without a volume, which may be what the pod waits for', () => {
    expect(
      explainHealth({
        nodes: [
          node('StatefulSet', { health: 'Progressing', message: '0 of 1' }),
          node('Pod', { health: 'Progressing', below: 'StatefulSet' }),
          node('PersistentVolumeClaim', {
            name: 'data',
            health: 'Progressing',
            below: 'StatefulSet',
          }),
        ],
      }),
    ).toBe(
      'PersistentVolumeClaim web/data waits for its volume; Pod web/pod waits for a node',
    );
  });

  it.each([
    ['ImagePullBackOff', 'cannot pull its image (ImagePullBackOff)'],
    [
      'Init:CrashLoopBackOff',
      'ends each time that it is started (Init:CrashLoopBackOff)',
    ],
  ])('says why the pod of a job waits: %s', (reason, words) => {
    const nodes = [
      node('Job', { health: 'Progressing' }),
      node('Pod', {
        health: 'Progressing',
        below: 'Job',
        on: 'worker-1',
        reason,
      }),
    ];
    expect(explainHealth({ nodes })).toBe(`Pod web/pod ${words}`);
  });

  it('takes what is missing for a cause only where nothing goes on', () => {
    const tree = { nodes: [node('Deployment', { health: 'Missing' })] };
    expect(explainHealth(tree)).toBe('Deployment web/deployment: missing');
    expect(explainHealth(tree, { underWay: true })).toBeUndefined();
  });

  it('says what objects tell that have nothing below, and three at most', () => {
    const nodes = ['a', 'b', 'c', 'd'].map(name =>
      node('Database', { name, health: 'Degraded' }),
    );
    expect(explainHealth({ nodes: nodes.slice(0, 1) })).toBe(
      'Database web/a: degraded',
    );
    expect(explainHealth({ nodes })).toBe(
      'Database web/a: degraded; Database web/b: degraded; Database web/c: degraded; and 1 more',
    );
  });

  it('says what is on its way where nothing is broken', () => {
    expect(
      explainHealth({
        nodes: [
          node('Deployment', {
            health: 'Progressing',
            message: '1 of 3 ready',
          }),
          node('Pod', { health: 'Progressing', on: 'worker-1' }),
        ],
      }),
    ).toBe('Deployment web/deployment: 1 of 3 ready');
  });

  it('says nothing where all is well, or nothing is told', () => {
    expect(explainHealth({ nodes: [node('Pod', { health: 'Healthy' })] })).toBe(
      undefined,
    );
    expect(explainHealth({})).toBe(undefined);
  });
});
