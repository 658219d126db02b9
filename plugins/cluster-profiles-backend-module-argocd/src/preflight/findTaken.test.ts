import { ObjectRefusedError } from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import {
  ProviderRefusedError,
  ProviderUnreachableError,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { aDesiredState } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { INSTANCE_LABEL } from '../application/marks';
import {
  applicationName,
  clusterSecretName,
  projectName,
} from '../application/names';
import { FakeArgoCd } from '../engine/__testUtils__/FakeArgoCd';
import { findTaken } from './findTaken';

const cluster = aDesiredState({ target: { name: 'lab' } });

describe('findTaken', () => {
  const named = (layer: string) =>
    applicationName({ cluster: cluster.cluster, layer });

  const fake = (objects: Array<[kind: string, name: string, of?: string]>) =>
    new FakeArgoCd(
      objects.map(([kind, name, of]) => ({
        apiVersion: kind === 'Secret' ? 'v1' : 'argoproj.io/v1alpha1',
        kind,
        metadata: {
          name,
          namespace: 'argocd',
          ...(of && { labels: { [INSTANCE_LABEL]: of } }),
        },
      })),
    );

  const findIn = ({ management }: FakeArgoCd) =>
    findTaken({
      management,
      namespace: 'argocd',
      planned: { cluster, layers: ['ingress', 'logs'], instanceId: 'ours' },
    });
  const find = (objects: Parameters<typeof fake>[0]) => findIn(fake(objects));
  const secret = clusterSecretName(cluster.cluster);

  it('finds nothing where nothing is, or what is there is ours', async () => {
    await expect(find([])).resolves.toEqual([]);
    await expect(
      find([
        ['AppProject', projectName('lab'), 'ours'],
        ['Secret', secret, 'ours'],
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

  it('blocks where others have the Secret of the cluster', async () => {
    await expect(find([['Secret', secret]])).resolves.toEqual([
      expect.objectContaining({
        severity: 'block',
        message: `Secret argocd/${secret} exists already and is not of this portal; rename or remove it.`,
      }),
    ]);
  });

  it('does without where the portal may write no Secrets, and not where a policy guards one or nothing answers', async () => {
    const argoCd = fake([['Secret', secret]]);
    argoCd.secretsFail = new ProviderRefusedError('may not patch secrets');
    await expect(findIn(argoCd)).resolves.toEqual([]);
    argoCd.secretsFail = new ObjectRefusedError('a policy guards it', []);
    await expect(findIn(argoCd)).resolves.toEqual([
      expect.objectContaining({
        code: 'argocd-name-taken',
        message: 'a policy guards it.',
      }),
    ]);
    argoCd.secretsFail = new ProviderUnreachableError('no answer');
    await expect(findIn(argoCd)).rejects.toThrow('no answer');
  });
});
