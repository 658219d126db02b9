import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  type ManagementCluster as Lab,
  managementCluster,
  // eslint-disable-next-line @backstage/no-relative-monorepo-imports -- the lab is no package
} from '../../../../test/management-cluster/lab';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- the lab is no package
import { until } from '../../../../test/management-cluster/until';
import { connectLab } from '../__testUtils__/labProvider';
import { aDesiredState } from '../cluster/__testUtils__/aDesiredState';
import { composeCluster } from '../cluster/composeCluster';
import type { ManagementCluster } from '../kubernetes';
import { predictReplacements } from '../preview/predictReplacements';
import { checkPatches } from './checkPatches';
import { classReadiness } from './classReadiness';
import { classVariables } from './classVariables';
import { ensureStamped } from './ensureStamped';
import { parseClassBundle } from './parseClassBundle';
import { readLiveBundle } from './readLiveBundle';
import { resolveVariables } from './resolveVariables';
import { stampBundle } from './stampBundle';

const MARKS = { instanceId: 'lab', revision: 1, idempotencyKey: '1' };

describe('classes that upstream ships', () => {
  let lab: Lab;
  let management: ManagementCluster;
  let namespace: string;

  beforeAll(async () => {
    lab = await managementCluster();
    management = connectLab(lab.kubeconfig);
    namespace = await lab.namespace();
  });

  afterAll(async () => {
    await lab?.removeNamespaces();
  });

  it.each([
    ['clusterclass-in-memory.yaml', {}],
    [
      'clusterclass-quick-start.yaml',
      {
        imageRepository: '',
        etcdImageTag: '',
        coreDNSImageTag: '',
        podSecurityStandard: {
          enabled: true,
          enforce: 'privileged',
          audit: 'restricted',
          warn: 'restricted',
        },
      },
    ],
  ])('%s works as a bundle', async (file, expectedVariables) => {
    const path = join(
      lab.clusterApiTestModule,
      'infrastructure/docker/templates',
      file,
    );
    const { bundle, findings } = parseClassBundle({
      files: [
        { path: `./${basename(path)}`, content: await readFile(path, 'utf8') },
      ],
    });
    expect(findings).toEqual([]);
    expect(checkPatches(bundle!)).toEqual([]);

    const { reader, writer, dryRunner } = management;
    const stamped = stampBundle(bundle!, { namespace });
    const live = () => reader.get(stamped.reference);
    expect(classReadiness({ stamped, live: await live() })).toMatchObject([
      { severity: 'warn', code: 'class-not-verified' },
    ]);
    await ensureStamped({
      reader,
      writer,
      stamped,
      instanceId: 'lab-portal',
    });
    await until('the class is ready', async () => {
      const waiting = classReadiness({ stamped, live: await live() });
      return waiting.length === 0;
    });
    const liveClass = await live();
    await ensureStamped({
      reader,
      writer,
      stamped,
      instanceId: 'lab-portal',
    });
    // Its controller may be writing the status yet.
    const again = (await live())!;
    expect(again.spec).toEqual(liveClass!.spec);
    expect(again.metadata.generation).toBe(liveClass!.metadata.generation);

    const wanted = {
      profile: file.includes('quick-start')
        ? { podSecurityStandard: { enforce: 'privileged' } }
        : {},
      target: {},
    };
    const resolved = resolveVariables({
      variables: classVariables(liveClass!),
      ...wanted,
    });
    expect(resolved).toEqual(
      resolveVariables({
        variables: classVariables(bundle!.clusterClass),
        ...wanted,
      }),
    );
    expect(resolved.findings).toEqual([]);
    expect(
      Object.fromEntries(
        resolved.variables.map(({ name, value }) => [name, value]),
      ),
    ).toEqual(expectedVariables);

    const composed = composeCluster({
      desired: aDesiredState({
        target: { ...aDesiredState().target, namespace },
        nodePools: {
          controlPlane: { replicas: 1 },
          workers: [{ name: 'general', replicas: 1 }],
        },
      }),
      entry: {
        classes: './x',
        variables: wanted.profile,
        variablesByKubernetes: {},
        pools: {},
      },
      stamped,
      liveClass,
      marks: MARKS,
    });
    expect(composed.findings).toEqual([]);
    const { object, warnings } = await dryRunner.apply(composed.object!);
    expect(warnings).toEqual([]);
    expect(object.spec).toMatchObject(composed.object!.spec!);

    const side = {
      bundle: (await readLiveBundle({
        reader,
        namespace,
        className: stamped.reference.name,
      }))!,
      cluster: object,
    };
    expect(predictReplacements({ before: side, after: side })).toEqual([]);
  });

  it('a class that somebody edited is not used', async () => {
    const { bundle } = parseClassBundle({
      files: [
        {
          path: './class.yaml',
          content: await readFile(
            join(
              lab.clusterApiTestModule,
              'infrastructure/docker/templates/clusterclass-in-memory.yaml',
            ),
            'utf8',
          ),
        },
      ],
    });
    const { reader, writer } = management;
    const stamped = stampBundle(bundle!, { namespace });
    await ensureStamped({
      reader,
      writer,
      stamped,
      instanceId: 'lab-portal',
    });
    await lab.kubectl(
      'patch',
      'kubeadmconfigtemplate',
      stamped.templates.find(({ kind }) => kind === 'KubeadmConfigTemplate')!
        .metadata.name,
      `--namespace=${namespace}`,
      '--type=merge',
      '--patch',
      JSON.stringify({
        spec: {
          template: {
            spec: {
              joinConfiguration: {
                nodeRegistration: { criSocket: 'unix:///x' },
              },
            },
          },
        },
      }),
    );
    await expect(
      ensureStamped({
        reader,
        writer,
        stamped,
        instanceId: 'lab-portal',
      }),
    ).rejects.toThrow(/KubeadmConfigTemplate .* was edited at .*criSocket/);
  });

  it('a class whose templates are missing is never ready', async () => {
    const { bundle } = parseClassBundle({
      files: [
        {
          path: './class.yaml',
          content: (
            await readFile(
              join(
                lab.clusterApiTestModule,
                'infrastructure/docker/templates/clusterclass-in-memory.yaml',
              ),
              'utf8',
            )
          ).replace(/in-memory/g, 'half'),
        },
      ],
    });
    const { reader, writer } = management;
    const stamped = stampBundle(bundle!, { namespace });
    await writer.apply(stamped.clusterClass);
    await until('Cluster API has looked at it', async () => {
      const live = await reader.get(stamped.reference);
      return Array.isArray(live?.status?.conditions);
    });
    expect(
      classReadiness({ stamped, live: await reader.get(stamped.reference) }),
    ).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          severity: 'block',
          code: 'class-not-ready',
          message: expect.stringContaining('RefVersionsUpToDate'),
        }),
      ]),
    );
  });
});
