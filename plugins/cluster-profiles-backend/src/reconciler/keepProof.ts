import type {
  DriftState,
  ObservedCluster,
  ObservedLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Picture } from './types';

const AS_DESIRED: readonly DriftState[] = ['InSync', 'Overridden'];

/**
 * What the engine sees, beside what was stored of it before. A layer is proven once all of it was healthy and in sync; what differs
 * from then on is drift, which holds nothing back. What differs ever since it was applied proves nothing: engines have been seen to
 * call an operation successful that had applied nothing. Pure.
 */
export function keepProof(
  picture: Picture,
  before: Pick<ObservedCluster, 'layers'> | null,
): Picture {
  return {
    ...picture,
    engineLayers: picture.engineLayers.map(seen =>
      withProof(
        seen,
        before?.layers.find(({ name }) => name === seen.name),
      ),
    ),
  };
}

function withProof(
  seen: ObservedLayer,
  before: ObservedLayer | undefined,
): ObservedLayer {
  const { version, ...rest } = seen;
  if (version !== undefined && AS_DESIRED.includes(seen.drift)) {
    return { ...seen, provenDigest: seen.digest };
  }
  if (seen.digest !== undefined && seen.digest === provenBefore(before)) {
    return { ...seen, provenDigest: seen.digest };
  }
  return version === undefined
    ? seen
    : {
        ...rest,
        message: [seen.message, 'it has not been in sync since it was applied']
          .filter(Boolean)
          .join('; '),
      };
}

/** Stored before this was kept, a version says as much. */
function provenBefore(before: ObservedLayer | undefined): string | undefined {
  return (
    before?.provenDigest ??
    (before?.version === undefined ? undefined : before.digest)
  );
}
