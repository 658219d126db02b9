import {
  aBundle,
  CLASS_YAML,
  classFile,
} from '../classes/__testUtils__/classFiles';
import { MemoryObjects } from '../classes/__testUtils__/MemoryObjects';
import { stampBundle } from '../classes/stampBundle';
import { aDesiredState } from '../cluster/__testUtils__/aDesiredState';
import type { KubernetesObject, ManagementCluster } from '../kubernetes';
import { previewCluster } from './previewCluster';

/** Previews a new cluster, takes it as written, and previews the same state again. */
async function previewAgain(change: (text: string) => string) {
  const objects = new MemoryObjects();
  const stamped = stampBundle(aBundle(change), { namespace: 'team-a' });
  stamped.templates.forEach(template => objects.put(template));
  objects.put({
    ...stamped.clusterClass,
    metadata: { ...stamped.clusterClass.metadata, generation: 1 },
    status: {
      conditions: ['VariablesReady', 'RefVersionsUpToDate'].map(type => ({
        type,
        status: 'True',
        observedGeneration: 1,
      })),
    },
  });
  const asked: KubernetesObject[] = [];
  const preview = () =>
    previewCluster({
      management: {
        reader: objects as unknown as ManagementCluster['reader'],
        dryRunner: {
          async apply(object) {
            asked.push(object);
            return { object, warnings: [] };
          },
        },
      },
      desired: aDesiredState(),
      files: { read: async () => [classFile(change(CLASS_YAML))] },
    });
  await preview();
  objects.put(asked[0]);
  return preview();
}

describe('previewCluster', () => {
  it('changes and replaces nothing for the same state', async () => {
    expect(await previewAgain(text => text)).toEqual({
      objects: { created: [], changed: [], removed: [] },
      machinesReplaced: [],
      findings: [],
      kubernetesPath: [],
    });
  });

  it('knows that a write has another revision, which patches may read', async () => {
    const { machinesReplaced } = await previewAgain(text =>
      text.replace(
        '{{ .auditLog.level }}',
        '{{ .builtin.cluster.metadata.annotations }}',
      ),
    );
    expect(machinesReplaced).toEqual([
      {
        pool: 'controlPlane',
        count: 3,
        reason: 'patch "auditLog" reads "builtin.cluster.metadata.annotations"',
      },
    ]);
  });
});
