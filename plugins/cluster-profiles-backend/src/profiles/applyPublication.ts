import { ConflictError } from '@backstage/errors';
import {
  versionDigest,
  type Plan,
  type PublicationPlan,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { InTransaction } from '../changes/types';
import type { BlobRow, ChangeRow } from '../database/tables';
import { enqueueWork } from '../work/enqueueWork';
import { kubernetesVersion } from './decidePublish';
import { insertProfileVersion } from './operations/insertProfileVersion';
import { listVersionUsers } from './operations/listVersionUsers';
import { setVersionState } from './operations/setVersionState';
import { countClusters } from './publicationConflict';

interface ApplyOptions {
  change: ChangeRow;
  approvers: string[];
  now: string;
}

/** Writes exactly what the stored plan says. */
export async function applyPublication(
  tx: InTransaction,
  options: ApplyOptions,
): Promise<void> {
  const { publication } = JSON.parse(options.change.plan ?? '{}') as Plan;
  if (!publication) {
    throw new ConflictError(
      `Change ${options.change.id} has no plan of a publication; plan it again`,
    );
  }
  await (publication.stateAfter === 'published'
    ? publish(tx, publication, options)
    : moveState(tx, publication, options));
}

async function publish(
  tx: InTransaction,
  publication: PublicationPlan,
  options: ApplyOptions,
): Promise<void> {
  const { document, files = {}, sources = [], digest } = publication;
  if (!document || versionDigest(document, files) !== digest) {
    throw new ConflictError(
      `The content of ${publication.profile} ${publication.version} differs from the digest that was planned; plan it again`,
    );
  }
  await requireBlobs(tx, [
    ...Object.values(files),
    ...sources.map(({ sha256 }) => sha256),
  ]);
  const { spec, metadata } = document;
  await insertProfileVersion(tx, {
    version: {
      profile: publication.profile,
      version: publication.version,
      digest,
      state: 'published',
      type: spec.type,
      title: metadata.title,
      description: metadata.description,
      owner: publication.ownerAfter ?? spec.owner,
      lifecycle: spec.lifecycle,
      kubernetesVersion: kubernetesVersion(document),
      releaseNotes: spec.releaseNotes,
      document,
      files,
      sources,
      authors: publication.authors,
      authorsKnown: publication.authorsKnown,
      attestedBy: publication.attestedBy,
      approvers: [...new Set(options.approvers)].sort(),
      changeId: options.change.id,
      publishedAt: options.now,
    },
    origin: publication.origin,
    handOver: publication.ownerBefore !== undefined,
  });
  await enqueueWork(tx, {
    kind: 'version',
    id: `${publication.profile}@${publication.version}`,
    dueAt: new Date(options.now),
  });
}

/** A version whose bytes are gone could not be delivered later. */
async function requireBlobs(tx: InTransaction, digests: string[]) {
  const wanted = [...new Set(digests)];
  const rows = await tx<BlobRow>('blobs')
    .whereIn('sha256', wanted)
    .select('sha256');
  const missing = wanted.length - rows.length;
  if (missing > 0) {
    throw new ConflictError(
      `The bytes of ${missing} files or sources are not stored any more; propose the publication again`,
    );
  }
}

async function moveState(
  tx: InTransaction,
  publication: PublicationPlan,
  { now }: ApplyOptions,
): Promise<void> {
  const { profile, version, stateAfter, reason = '', endOfLife } = publication;
  const label = `${profile} ${version}`;
  if (stateAfter === 'withdrawn' && !publication.force) {
    const usedBy = await listVersionUsers(tx, { profile, version });
    if (usedBy.length > 0) {
      throw new ConflictError(
        `${label} is in use by ${countClusters(usedBy)} by now; upgrade these clusters first, or force it with a reason`,
      );
    }
  }
  const moved = await setVersionState(tx, {
    profile,
    version,
    from:
      stateAfter === 'withdrawn' ? ['published', 'deprecated'] : ['published'],
    to: stateAfter,
    reason,
    endOfLife,
    at: now,
  });
  if (!moved) {
    throw new ConflictError(
      `${label} cannot become ${stateAfter}: its state changed meanwhile; plan it again`,
    );
  }
}
