import {
  hasSteps,
  type DesiredState,
  type Finding,
  type ObjectDifference,
  type Takeover,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type {
  ProfileFiles,
  ProviderPreview,
  WriteMarks,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { classReadiness } from '../classes/classReadiness';
import { storedBundle } from '../classes/storedBundle';
import type { StampedClass } from '../classes/types';
import { composeCluster } from '../cluster/composeCluster';
import { findMarks } from '../cluster/findMarks';
import { isOwn } from '../cluster/isOwn';
import { readStampedClass } from '../cluster/readStampedClass';
import type { KubernetesObject, ManagementCluster } from '../kubernetes';
import { checkAdoption, checkUnnamedPools } from '../preview/checkAdoption';
import { diffObjects } from '../preview/diffObjects';
import { findUnownedEntries } from '../preview/findUnownedEntries';
import { kubernetesWay } from '../preview/kubernetesWay';
import { clusterReference } from './clusterReference';
import { dryRunObject } from './dryRunObject';
import { checkImport } from './inspectCluster';
import { previewMachines } from './previewMachines';
import { readNextWrite } from './readNextWrite';
import { readSettledClass } from './readSettledClass';

type Options = {
  /** Without a writer: a preview cannot write. */
  management: Pick<ManagementCluster, 'reader' | 'dryRunner'>;
  desired: DesiredState;
  files: ProfileFiles;
  signal?: AbortSignal;
};

/** An object as it is, and as a write would leave it. */
type Pair = {
  live?: KubernetesObject;
  result?: KubernetesObject;
  takeovers?: Takeover[];
  findings: Finding[];
};

/** What a write or a deletion would do, asked of the management cluster itself. */
export async function previewCluster(
  options: Options,
): Promise<ProviderPreview> {
  const { management, desired, signal } = options;
  const live = await management.reader.get(clusterReference(desired), {
    signal,
  });
  const isOurs = !live || isOwn(live, desired);
  if (desired.deleted) {
    const { objects } = diffObjects(live && isOurs ? [{ live }] : []);
    return { objects, machinesReplaced: [], findings: [] };
  }
  if (isBeingAdopted(desired)) {
    return previewAdoption({ ...options, live });
  }
  return isOurs
    ? previewWrite({ ...options, live })
    : blocked([nameTaken(live)]);
}

/** What the plan of an adoption looks at is not told yet which one it is. */
function isBeingAdopted({ adopted }: DesiredState): boolean {
  return adopted !== undefined && adopted.identity === undefined;
}

/** A Cluster that others made is written only where it can become ours, and as the very one that was looked at. */
async function previewAdoption(
  options: Options & { live: KubernetesObject | undefined },
): Promise<ProviderPreview> {
  const { desired, live } = options;
  if (!live) {
    return blocked([notFound(desired)]);
  }
  const findings = [...checkImport(live), ...checkAdoption(live)];
  return findings.length > 0
    ? blocked(findings)
    : { ...(await previewWrite(options)), identity: live.metadata.uid };
}

async function previewWrite(
  options: Options & { live: KubernetesObject | undefined },
): Promise<ProviderPreview> {
  const { management, desired, files, live, signal } = options;
  const { reader } = management;
  const { entry, stamped, findings } = await readStampedClass({
    desired,
    files,
  });
  if (!entry || !stamped) {
    return blocked(findings);
  }
  const liveClass = await readSettledClass({ reader, stamped, signal });
  findings.push(...classReadiness({ stamped, live: liveClass }));
  const way = kubernetesWay({ live, desired, bundle: stamped });
  findings.push(...way.findings);
  const next = await readNextWrite({
    reader,
    live,
    desired: { ...desired, kubernetesPath: stepsOf(way.path) },
    entry,
    bundle: stamped,
    signal,
  });
  const compose = (kubernetesVersion = next.kubernetesVersion) =>
    composeCluster({
      desired,
      entry,
      stamped,
      liveClass,
      marks: marksOf(live),
      next: { ...next, kubernetesVersion },
    });
  const composed = compose();
  // What a later step lacks is told before the first.
  const later = next.kubernetesVersion ? way.path!.slice(1) : [];
  findings.push(
    ...unique([
      ...composed.findings,
      ...later.flatMap(version => compose(version).findings),
    ]),
  );
  if (!composed.object) {
    return blocked(findings);
  }

  const adopts = isBeingAdopted(desired);
  const pairs = await previewClass({ ...options, stamped });
  const cluster = await previewObject({
    ...options,
    live,
    object: composed.object,
    // Without its class a Cluster is waved through or refused for the wrong reason.
    verifiable: liveClass !== undefined,
  });
  const machines = live
    ? await previewMachines({
        reader,
        live,
        result: cluster.result ?? composed.object,
        bundle: storedBundle(
          stamped,
          pairs.map(pair => pair.result),
        ),
        adopts,
        signal,
      })
    : { machinesReplaced: [], findings: [] };
  const all = [...pairs, cluster];
  const takeovers = all.flatMap(pair => pair.takeovers ?? []);
  const { objects, differences } = diffObjects(all);
  const entries = live ? findUnownedEntries(live, composed.object) : [];
  return {
    objects,
    ...(differences.length > 0 && { differences }),
    ...(takeovers.length > 0 && { takeovers }),
    machinesReplaced: machines.machinesReplaced,
    findings: [
      ...findings,
      ...all.flatMap(pair => pair.findings),
      ...machines.findings,
      ...(adopts ? checkUnnamedPools(entries) : entries.map(unowned)),
    ],
    ...(way.path && { kubernetesPath: way.path }),
  };
}

/** As it is kept with a revision: where it is more than one step. */
function stepsOf(path: string[] = []): string[] | undefined {
  return hasSteps(path) ? path : undefined;
}

function unique(findings: readonly Finding[]): Finding[] {
  return [
    ...new Map(
      findings.map(finding => [`${finding.code} ${finding.message}`, finding]),
    ).values(),
  ];
}

/** Class and templates are put there once and never changed: only what is missing is asked about. */
async function previewClass(
  options: Options & { stamped: StampedClass },
): Promise<Pair[]> {
  const { management, stamped, signal } = options;
  return Promise.all(
    stamped.objects.map(async object => {
      const { apiVersion, kind, metadata } = object;
      const { name, namespace } = metadata;
      const live = await management.reader.get(
        { apiVersion, kind, name, namespace },
        { signal },
      );
      return live
        ? { live, result: live, findings: [] }
        : previewObject({ ...options, object, verifiable: true });
    }),
  );
}

async function previewObject(
  options: Pick<Options, 'management' | 'signal'> & {
    object: KubernetesObject;
    live?: KubernetesObject;
    verifiable: boolean;
  },
): Promise<Pair> {
  const { management, object, live, verifiable, signal } = options;
  if (!verifiable) {
    return { live, result: object, findings: [] };
  }
  const { result = object, ...found } = await dryRunObject({
    dryRunner: management.dryRunner,
    object,
    signal,
  });
  return { live, result, ...found };
}

/**
 * A plan has no revision yet, but it will be another one: a patch that reads annotations gets to know it. Marks never count as a
 * difference.
 */
function marksOf(live: KubernetesObject | undefined): WriteMarks {
  const { instanceId = 'preview', revision = 0 } = live ? findMarks(live) : {};
  return { instanceId, revision: revision + 1, idempotencyKey: 'preview' };
}

function blocked(findings: Finding[]): ProviderPreview {
  return {
    objects: { created: [], changed: [], removed: [] },
    machinesReplaced: [],
    findings,
  };
}

function nameTaken({ metadata }: KubernetesObject): Finding {
  return {
    severity: 'block',
    code: 'cluster-exists',
    message: `Cluster ${metadata.namespace}/${metadata.name} exists already and is not of this cluster.`,
    path: '/cluster/name',
    remedy: 'Choose another name, or import it.',
  };
}

function notFound({ adopted, target }: DesiredState): Finding {
  return {
    severity: 'block',
    code: 'cluster-not-found',
    message: `There is no cluster "${adopted?.source}" on target "${target.name}" any more.`,
    remedy: 'Delete it here: that only forgets it.',
  };
}

function unowned({ object, path, manager }: ObjectDifference): Finding {
  return {
    severity: 'warn',
    code: 'entry-unowned',
    message: `${object} has ${path}${manager ? ` from ${manager}` : ''}, which no profile names; a write leaves it there.`,
    remedy: 'Remove it on the management cluster, or name it in the profile.',
  };
}
