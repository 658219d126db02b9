import type {
  DesiredLayer,
  DesiredOverride,
  DesiredState,
} from '../model/desired';
import type { ChangeKind } from '../model/change';
import type { Plan, PublicationPlan } from '../model/plan';
import type { FileDigests, ProfileDocument } from '../model/profileVersion';
import { canonicalDigest } from './canonicalDigest';
import { textDigest } from './erased';

/** Digest of a profile version: apiVersion, kind, name, spec, and path → SHA-256 of each file. @public */
export function versionDigest(
  document: ProfileDocument,
  files: FileDigests,
): string {
  const { apiVersion, kind, metadata, spec } = document;
  return canonicalDigest({
    apiVersion,
    kind,
    name: metadata.name,
    spec,
    files,
  });
}

/** What an engine marks on what it wrote; equal digests are part of the proof that a layer runs. @public */
export function layerDigest(layer: DesiredLayer): string {
  const { driftMode, driftExceptions, deadlineMinutes, ...written } = layer;
  return canonicalDigest(written);
}

/** Digest of a revision: all that will be written, bound to the cluster and to where it starts from. @public */
export function revisionDigest(
  kind: ChangeKind,
  plan: Pick<Plan, 'baseRevision' | 'desired' | 'publication' | 'access'>,
): string {
  const { usedBy, followers, hiddenClusters, ...publication } =
    plan.publication ?? {};
  return canonicalDigest({
    kind,
    baseRevision: plan.baseRevision,
    desired: plan.desired && committed(plan.desired),
    publication:
      plan.publication && withoutWords(publication as PublicationPlan),
    // Where there is none, digests stay what they were.
    ...(plan.access && { access: withoutWords(plan.access) }),
  });
}

/** Digest of the consequences: no times, no counters, nothing that moves by itself. @public */
export function impactDigest(
  plan: Pick<
    Plan,
    | 'machinesReplaced'
    | 'objects'
    | 'layerObjects'
    | 'findings'
    | 'rollbackClass'
    | 'desired'
  >,
): string {
  const atRisk = objectsAtRisk(plan);
  return canonicalDigest({
    machinesReplaced: plan.machinesReplaced
      .map(({ pool, count }) => ({ pool, count }))
      .sort((a, b) => (a.pool < b.pool ? -1 : 1)),
    removed: [...plan.objects.removed].sort(),
    // Where none is, digests stay what they were.
    ...(atRisk.length > 0 && { atRisk }),
    blockers: plan.findings
      .filter(finding => finding.severity === 'block')
      .map(finding => `${finding.code} ${finding.path ?? ''}`)
      .sort(),
    rollbackClass: plan.rollbackClass,
    kubernetesPath: plan.desired?.kubernetesPath,
  });
}

/** Objects of layers that a change puts at risk, with the layer; sorted. @public */
export function objectsAtRisk({
  layerObjects = [],
}: Pick<Plan, 'layerObjects'>): string[] {
  return layerObjects
    .flatMap(({ layer, objects }) =>
      objects
        .filter(({ risk }) => risk !== undefined)
        .map(({ object }) => `${object} of ${layer}`),
    )
    .sort();
}

/** All three digests of a plan. An approval names the last, which covers both others. @public */
export function planDigests(
  kind: ChangeKind,
  plan: Omit<
    Plan,
    'revisionDigest' | 'impactDigest' | 'planDigest' | 'plannedAt'
  >,
): Pick<Plan, 'revisionDigest' | 'impactDigest' | 'planDigest'> {
  const revision = revisionDigest(kind, plan);
  const impact = impactDigest(plan);
  return {
    revisionDigest: revision,
    impactDigest: impact,
    planDigest: canonicalDigest({ revision, impact }),
  };
}

/** Digest of the desired state alone, whatever change led to it. @public */
export function desiredDigest(desired: DesiredState): string {
  return canonicalDigest(committed(desired));
}

/** A reason counts by its digest, as long as it has that digest or was erased. */
function committed(desired: DesiredState): object {
  return desired.overrides
    ? {
        ...desired,
        overrides: desired.overrides.map(withoutWords),
      }
    : desired;
}

function withoutWords(
  stated: Partial<
    Pick<DesiredOverride, 'reason' | 'reasonDigest' | 'reasonSalt'>
  >,
): object {
  const { reason = '', reasonSalt, ...rest } = stated;
  const digest = textDigest(reason, {
    salt: reasonSalt,
    kept: rest.reasonDigest,
  });
  return rest.reasonDigest === digest ? rest : stated;
}
