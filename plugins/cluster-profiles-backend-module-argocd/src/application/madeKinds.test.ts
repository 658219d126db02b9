import { madeKinds } from './madeKinds';

describe('madeKinds', () => {
  it.each([
    [['apps/Deployment'], ['apps/ReplicaSet', '/Pod']],
    [['apps/StatefulSet'], ['/Pod', '/PersistentVolumeClaim']],
    [
      ['apps/DaemonSet', 'batch/CronJob'],
      ['/Pod', 'batch/Job', '/Pod'],
    ],
    [['/ConfigMap', 'example.io/Deployment'], []],
  ])('of %j are %j', (kinds, made) => {
    expect(madeKinds(kinds)).toEqual(made);
  });
});
