import { aDesiredState } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { INSTANCE_LABEL } from '../application/marks';
import { applicationName, projectName } from '../application/names';
import { FakeArgoCd } from '../engine/__testUtils__/FakeArgoCd';
import { findTaken } from './findTaken';

const cluster = aDesiredState({ target: { name: 'lab' } });

describe('findTaken', () => {
  const named = (layer: string) =>
    applicationName({ cluster: cluster.cluster, layer });

  const find = (objects: Array<[kind: string, name: string, of?: string]>) =>
    findTaken({
      management: new FakeArgoCd(
        objects.map(([kind, name, of]) => ({
          apiVersion: 'argoproj.io/v1alpha1',
          kind,
          metadata: {
            name,
            namespace: 'argocd',
            ...(of && { labels: { [INSTANCE_LABEL]: of } }),
          },
        })),
      ).management,
      namespace: 'argocd',
      planned: { cluster, layers: ['ingress', 'logs'], instanceId: 'ours' },
    });

  it('finds nothing where nothing is, or what is there is ours', async () => {
    await expect(find([])).resolves.toEqual([]);
    await expect(
      find([
        ['AppProject', projectName('lab'), 'ours'],
        ['Application', named('ingress'), 'ours'],
        ['Application', named('of-no-plan')],
      ]),
    ).resolves.toEqual([]);
  });

  it('blocks where others have an Application or the AppProject, and says whose it is', async () => {
    await expect(
      find([
        ['AppProject', projectName('lab'), 'clone'],
        ['Application', named('ingress'), 'ours'],
        ['Application', named('logs')],
      ]),
    ).resolves.toEqual([
      expect.objectContaining({
        severity: 'block',
        code: 'argocd-name-taken',
        message: `AppProject argocd/${projectName('lab')} belongs to installation 'clone', this is 'ours'.`,
      }),
      expect.objectContaining({
        message: `Application argocd/${named('logs')} exists already and is not of this portal; rename or remove it.`,
        layer: 'logs',
      }),
    ]);
  });
});
