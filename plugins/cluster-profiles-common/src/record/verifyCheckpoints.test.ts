import type { RecordEntry } from './entries';
import {
  checkpointHash,
  type CheckpointHead,
  type RecordCheckpoint,
} from './statements';
import {
  compareWithCheckpoints,
  findBrokenCheckpoint,
} from './verifyCheckpoints';
import { createSignatureCheck } from './verifySignatures';

const at = (hour: number) =>
  `2026-01-01T${String(hour).padStart(2, '0')}:00:00.000Z`;

/** Each bound to the one before, an hour apart. */
function checkpoints(...heads: CheckpointHead[][]): RecordCheckpoint[] {
  const all: RecordCheckpoint[] = [];
  for (const [index, seen] of heads.entries()) {
    const body = {
      sequence: index + 1,
      at: at(index),
      previous: all[index - 1]?.hash ?? null,
      heads: seen,
    };
    all.push({
      ...body,
      hash: checkpointHash(body),
      signed: { keyId: 'one', signature: `of ${index + 1}` },
    });
  }
  return all;
}

const entry = (sequence: number, hour = 0) =>
  ({
    subject: 'cluster:u1',
    sequence,
    at: at(hour),
    hash: `hash ${sequence}`,
  }) as RecordEntry;
const head = (sequence: number) => ({
  chain: 'hash 1',
  sequence,
  hash: `hash ${sequence}`,
});

describe('findBrokenCheckpoint', () => {
  const find = (
    all: RecordCheckpoint[],
    options: Parameters<typeof createSignatureCheck>[0] = {},
  ) => findBrokenCheckpoint(all, createSignatureCheck(options));
  const [one, two, three] = checkpoints([head(1)], [head(2)], [head(3)]);

  it.each<[string, RecordCheckpoint[]]>([
    ['all of them', [one, two, three]],
    ['some of them, as an export has them', [one, three]],
    ['the same twice, as an export and a file have them', [one, two, two, one]],
    ['none', []],
  ])('takes %s', async (_what, all) => {
    expect(await find(all)).toBeUndefined();
  });

  it.each<[string, RegExp, RecordCheckpoint[]]>([
    ['an altered one', /2 was altered/, [one, { ...two, at: at(9) }]],
    [
      'one that follows another',
      /Checkpoint 2 does not follow/,
      [one, checkpoints([head(9)], [head(2)])[1]],
    ],
    [
      'one before another',
      /Checkpoint 1 does not follow/,
      [two, checkpoints([head(9)])[0]],
    ],
    [
      'a second of the same number',
      /two checkpoints 1/,
      [one, checkpoints([head(9)])[0]],
    ],
  ])('finds %s', async (_what, reason, all) => {
    expect(await find(all)).toMatch(reason);
  });

  it('asks for a signature of each, but of those from before there were keys', async () => {
    const verify = async (_: string, { signature }: { signature: string }) =>
      signature !== 'of 2';
    expect(await find([one, three], { verify })).toBeUndefined();
    expect(await find([one, two], { verify })).toBe(
      "Checkpoint 2 does not have a signature of key 'one'",
    );
    const unsigned = { ...one, signed: undefined };
    expect(await find([unsigned], { verify })).toBe(
      'Checkpoint 1 is not signed',
    );
    expect(
      await find([unsigned], { verify, unsignedUntil: at(1) }),
    ).toBeUndefined();
  });
});

describe('compareWithCheckpoints', () => {
  const chain = [entry(1), entry(2), entry(3, 3)];

  it.each<[string, CheckpointHead[][], object]>([
    ['no checkpoint', [], { covered: 0 }],
    ['a checkpoint of its middle', [[head(2)]], { covered: 2 }],
    ['checkpoints in any order', [[head(3)], [head(2)]], { covered: 3 }],
    [
      'one that saw more',
      [[head(2)], [head(4)]],
      { reason: expect.stringContaining('the end was cut off') },
    ],
    [
      'one that saw something else',
      [[{ ...head(2), hash: 'other' }]],
      { reason: 'Checkpoint 1 saw another entry 2 of cluster:u1' },
    ],
    [
      'later ones that never saw it',
      [[], [], []],
      { reason: expect.stringContaining('No checkpoint has seen entry 1') },
    ],
    ['one that came within the hour', [[], []], { covered: 0 }],
  ])('fits %s, or says why not', (_what, heads, result) => {
    expect(compareWithCheckpoints(chain, checkpoints(...heads))).toEqual(
      result,
    );
  });
});
