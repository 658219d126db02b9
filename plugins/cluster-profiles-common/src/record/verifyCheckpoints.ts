import type { RecordEntry } from './entries';
import {
  checkpointHash,
  checkpointStatement,
  type RecordCheckpoint,
} from './statements';
import type { SignatureCheck } from './verifySignatures';

/** Entries of one transaction are in a checkpoint at the latest so long after it was written; milliseconds. */
const GRACE = 3_600_000;

/** The first checkpoint that is not what was signed; undefined when all are. */
export async function findBrokenCheckpoint(
  checkpoints: readonly RecordCheckpoint[],
  signatures: SignatureCheck,
): Promise<string | undefined> {
  const known = new Map<number, RecordCheckpoint>();
  for (const checkpoint of checkpoints) {
    const { sequence, hash, previous, signed, at } = checkpoint;
    const name = `Checkpoint ${sequence}`;
    if (checkpointHash(checkpoint) !== hash) {
      return `${name} was altered: it does not have its hash`;
    }
    const same = known.get(sequence);
    if (same && same.hash !== hash) {
      return `There are two checkpoints ${sequence}: the record was forked or made anew`;
    }
    const before = known.get(sequence - 1);
    const after = known.get(sequence + 1);
    if (
      (before && before.hash !== previous) ||
      (after && after.previous !== hash) ||
      (sequence === 1) !== (previous === null)
    ) {
      return `${name} does not follow the one before it`;
    }
    const wrong = await signatures.whyNot({
      at,
      signed,
      statement: checkpointStatement({ sequence, hash }),
    });
    if (wrong) {
      return `${name} ${wrong}`;
    }
    known.set(sequence, checkpoint);
  }
  return undefined;
}

/** How far a chain is covered, or where it differs from what a checkpoint saw. */
export function compareWithCheckpoints(
  chain: readonly RecordEntry[],
  checkpoints: readonly RecordCheckpoint[],
): { covered: number } | { reason: string } {
  const [first] = chain;
  let covered = 0;
  let last = '';
  for (const { sequence, at, heads } of checkpoints) {
    last = at > last ? at : last;
    const head = heads.find(it => it.chain === first.hash);
    if (!head) {
      continue;
    }
    const entry = chain[head.sequence - 1];
    if (!entry) {
      return {
        reason: `Checkpoint ${sequence} saw entry ${head.sequence} of ${first.subject}, which is not there: the end was cut off`,
      };
    }
    if (entry.hash !== head.hash) {
      return {
        reason: `Checkpoint ${sequence} saw another entry ${head.sequence} of ${first.subject}`,
      };
    }
    covered = Math.max(covered, head.sequence);
  }
  const missed = chain[covered];
  return missed && last && Date.parse(missed.at) + GRACE < Date.parse(last)
    ? {
        reason: `No checkpoint has seen entry ${missed.sequence} of ${missed.subject}, which says to be older than the last one`,
      }
    : { covered };
}
