import { aBundle } from '../classes/__testUtils__/classFiles';
import { aDesiredState } from '../cluster/__testUtils__/aDesiredState';
import type { KubernetesObject } from '../kubernetes';
import { settledCluster } from '../observe/__testUtils__/settledCluster';
import { kubernetesWay } from './kubernetesWay';

function way(options: {
  /** As written, and as the workers still run. */
  at?: string;
  workers?: string;
  to: string;
  through?: string[];
  listed?: string[];
}) {
  const { at = 'v1.33.1', workers = at, to, through, listed } = options;
  const { cluster } = settledCluster({ version: at });
  cluster.status!.workers!.versions = [{ version: workers }];
  const desired = aDesiredState();
  const bundle = aBundle();
  bundle.clusterClass.spec!.kubernetesVersions = listed;
  const { path, findings } = kubernetesWay({
    live: cluster as unknown as KubernetesObject,
    desired: {
      layers: desired.layers.map(layer =>
        layer.kind === 'kubernetes'
          ? { ...layer, version: to, through }
          : layer,
      ),
    },
    bundle,
  });
  return [path, findings.map(({ code }) => code)];
}

describe('kubernetesWay', () => {
  const path = ['1.33.1', '1.34.2', '1.35.0'];

  it.each<[string, Parameters<typeof way>[0], unknown[]]>([
    [
      'what the profile names',
      { to: '1.35.0', through: ['1.34.2'] },
      [path, []],
    ],
    [
      'what the class lists, whatever the profile names',
      {
        to: '1.35.0',
        through: ['1.34.0'],
        listed: ['v1.33.1', 'v1.34.2', 'v1.35.0'],
      },
      [path, []],
    ],
    [
      'the oldest machine',
      { at: 'v1.34.2', workers: 'v1.33.1', to: '1.35.0', through: ['1.34.2'] },
      [path, []],
    ],
    ['nothing where nothing moves', { to: '1.33.1' }, [[], []]],
    [
      'nothing where it is on its way already',
      { at: 'v1.35.0', workers: 'v1.33.1', to: '1.35.0' },
      [[], []],
    ],
    [
      'no way where nobody names one',
      { to: '1.35.0' },
      [undefined, ['kubernetes-skips-minor']],
    ],
    [
      'no way to what the class does not list',
      { to: '1.35.0', listed: ['v1.33.1', 'v1.34.2'] },
      [undefined, ['kubernetes-version-not-in-class']],
    ],
    ['no way back, of which others tell', { to: '1.32.0' }, [undefined, []]],
  ])('starts from or takes %s', (_, options, expected) => {
    expect(way(options)).toEqual(expected);
  });

  it('is none for a cluster that is not there yet', () => {
    expect(
      kubernetesWay({
        live: undefined,
        desired: aDesiredState(),
        bundle: aBundle(),
      }),
    ).toEqual({ path: [], findings: [] });
  });
});
