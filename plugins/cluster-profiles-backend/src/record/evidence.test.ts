import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  addEvidenceLine,
  approvalStatement,
  checkpointHash,
  checkpointStatement,
  emptyEvidence,
  entryHash,
  verifyEvidence,
  wordsDigest,
  type Evidence,
  type RecordEntry,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { startWorld, type World } from '../__testUtils__/startWorld';
import { recordActivity } from '../activity/recordActivity';
import { aKey } from './__testUtils__/keys';
import { RecordKeys } from './RecordKeys';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(90_000);

const CLI =
  require.resolve('@cluster-profiles/plugin-cluster-profiles-common/bin/cluster-profiles-verify.js');

describe.each(databases.eachSupportedId())('evidence, %s', databaseId => {
  const key = aKey('one');
  const keys = RecordKeys.create([key.config]);
  const folder = mkdtempSync(join(tmpdir(), 'evidence-'));
  const publicKey = join(folder, 'public.pem');
  writeFileSync(publicKey, key.publicKey);
  let knex: Knex;
  let world: World;
  let type: string;
  let text: string;

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    world = await startWorld({
      knex,
      config: { record: { keys: [key.config] } },
    });
    await world.publish();
    await world.apply(world.create({ target: 'prod-eu1' }));
    await world.apply({
      kind: 'resize',
      cluster: 'payments',
      workers: { general: 4 },
    });
    const { uid } = await world.cluster();
    await recordActivity(knex, {
      at: new Date().toISOString(),
      actor: 'user:default/alice',
      subject: { kind: 'cluster', name: 'payments', uid },
      type: 'access-granted',
      message: 'Got access as admin',
    });
    const response = await world.as('paula')(
      'get',
      '/clusters/payments/evidence',
    );
    type = response.type;
    text = response.text;
  });
  afterAll(() => world.stop());

  function read(): Evidence {
    const evidence = emptyEvidence();
    for (const line of text.trimEnd().split('\n')) {
      addEvidenceLine(evidence, line);
    }
    return evidence;
  }
  const verify = (evidence: Evidence) =>
    verifyEvidence(evidence, {
      verifySignature: (statement, signed) => keys.verify(statement, signed),
    });
  const chain = (evidence: Evidence) =>
    evidence.entries.filter(it => it.subject.startsWith('cluster:'));

  /** What somebody does who can write to the database, and knows how all of it is made. */
  function recompute(evidence: Evidence) {
    const renamed = new Map<string, string>();
    const last = new Map<string, RecordEntry>();
    for (const entry of evidence.entries) {
      entry.previous = last.get(entry.subject)?.hash ?? null;
      entry.sequence = (last.get(entry.subject)?.sequence ?? 0) + 1;
      if (entry.said) {
        entry.words = wordsDigest(entry.said);
      }
      const hash = entryHash(entry);
      renamed.set(entry.hash, hash);
      entry.hash = hash;
      last.set(entry.subject, entry);
    }
    let { previous } = evidence.checkpoints[0];
    for (const checkpoint of evidence.checkpoints) {
      for (const head of checkpoint.heads) {
        head.chain = renamed.get(head.chain) ?? head.chain;
        head.hash = renamed.get(head.hash) ?? head.hash;
        head.sequence =
          evidence.entries.find(it => it.hash === head.hash)?.sequence ??
          head.sequence;
      }
      checkpoint.previous = previous;
      checkpoint.hash = checkpointHash(checkpoint);
      previous = checkpoint.hash;
    }
  }

  it('holds from publications to the proof of what runs', async () => {
    expect(type).toBe('application/jsonl');
    const evidence = read();
    expect(await verify(evidence)).toEqual({
      ok: true,
      cluster: evidence.header!.cluster,
      revisions: 2,
      entries: evidence.entries.length,
      checkpoints: evidence.checkpoints.length,
      uncovered: 0,
      brokenGlass: [],
    });
    expect(evidence.checkpoints.length).toBeGreaterThan(0);
    expect(evidence.header!.keyIds).toEqual(['one']);
  });

  it.each<[string, string, RegExp, (evidence: Evidence) => void]>([
    [
      'an approval that was inserted',
      'approvals',
      /decision of user:default\/eve .* is not signed/,
      ({ approvals }) => {
        const { signed, ...approval } = approvals[approvals.length - 1];
        approvals.push({ ...approval, approver: 'user:default/eve' });
      },
    ],
    [
      'an approval under the signature of another',
      'approvals',
      /decision of user:default\/eve .* does not have a signature/,
      ({ approvals }) => {
        approvals[approvals.length - 1].approver = 'user:default/eve';
      },
    ],
    [
      'an approval that was signed, but is not on the record',
      'approvals',
      /record does not have the approval of user:default\/eve/,
      ({ approvals }) => {
        const { signed, ...approval } = {
          ...approvals[approvals.length - 1],
          approver: 'user:default/eve',
        };
        approvals.push({
          ...approval,
          signed: keys.sign(approvalStatement(approval)),
        });
      },
    ],
    [
      'a policy that was loosened',
      'approvals',
      /acceptance of change .* does not have a signature/,
      ({ changes }) => {
        changes[changes.length - 1].policy.requirements = [];
      },
    ],
    [
      'an approval that was removed',
      'approvals',
      /Approvals are missing/,
      evidence => {
        evidence.approvals.pop();
      },
    ],
    [
      'an approval of the publication that was removed',
      'publication',
      /Approvals of change .* are missing/,
      evidence => {
        evidence.approvals.shift();
      },
    ],
    [
      'another document under a published version',
      'publication',
      /Nobody published base 1\.0\.0|does not have the digest/,
      ({ versions }) => {
        versions[0].document.spec.lifecycle = 'experimental';
      },
    ],
    [
      'another desired state',
      'revision',
      /desired state of the revision/,
      ({ revisions }) => {
        revisions[1].desired.nodePools.controlPlane.replicas = 9;
      },
    ],
    [
      'another plan',
      'plan',
      /revisionDigest/,
      ({ changes, revisions }) => {
        const { plan } = changes.find(it => it.id === revisions[1].changeId)!;
        plan.desired!.nodePools.controlPlane.replicas = 9;
      },
    ],
    [
      'a revision that is left out',
      'revision',
      /Revision 1 is missing/,
      ({ revisions }) => {
        revisions.shift();
      },
    ],
    [
      'a revision that says it was never written',
      'applied',
      /not abandoned/,
      ({ revisions }) => {
        revisions[1].state = 'abandoned';
      },
    ],
    [
      'an altered entry',
      'activity',
      /Entry 2 of cluster:.* was altered/,
      evidence => {
        chain(evidence)[1].at = '2020-01-01T00:00:00.000Z';
      },
    ],
    [
      'altered words',
      'activity',
      /Entry 1 of cluster:.* not the words that were recorded/,
      evidence => {
        chain(evidence)[0].said!.actor = 'user:default/bob';
      },
    ],
    [
      'entries that were swapped',
      'activity',
      /Entry 3 of cluster:.* stands where entry 2 belongs/,
      ({ entries }) => {
        const first = entries.findIndex(it => it.subject.startsWith('cluster'));
        [entries[first + 1], entries[first + 2]] = [
          entries[first + 2],
          entries[first + 1],
        ];
      },
    ],
    [
      'an entry that was left out',
      'activity',
      /Entry 3 of cluster:.* stands where entry 2 belongs/,
      ({ entries }) => {
        const first = entries.findIndex(it => it.subject.startsWith('cluster'));
        entries.splice(first + 1, 1);
      },
    ],
    [
      'an end that was cut off',
      'checkpoint',
      /Checkpoint \d+ saw entry \d+ of cluster:.*: the end was cut off/,
      ({ entries }) => {
        const last = entries.findIndex(it => it.type === 'access-granted');
        entries.splice(last, 1);
      },
    ],
    [
      'an altered checkpoint',
      'checkpoint',
      /was altered/,
      ({ checkpoints }) => {
        checkpoints[0].heads.pop();
      },
    ],
    [
      'another checkpoint of the same number, as a file outside has it',
      'checkpoint',
      /two checkpoints \d+/,
      ({ checkpoints }) => {
        const { signed, hash, ...rest } = checkpoints[0];
        const other = { ...rest, at: '2020-01-01T00:00:00.000Z' };
        const forged = { ...other, hash: checkpointHash(other) };
        checkpoints.push({
          ...forged,
          signed: keys.sign(checkpointStatement(forged)),
        });
      },
    ],
  ])('tells of %s', async (_what, link, reason, alter) => {
    const evidence = read();
    alter(evidence);
    expect(await verify(evidence)).toEqual({
      ok: false,
      link,
      reason: expect.stringMatching(reason),
    });
  });

  it('tells of an entry that was left out with every hash made anew, by the signature', async () => {
    const evidence = read();
    const granted = evidence.entries.find(it => it.type === 'access-granted')!;
    granted.said!.message = 'Got access as view';
    recompute(evidence);
    // The limit: without a key, nothing tells.
    expect(await verifyEvidence(evidence)).toMatchObject({ ok: true });
    expect(await verify(evidence)).toMatchObject({
      ok: false,
      link: 'checkpoint',
      reason: expect.stringContaining('does not have a signature'),
    });
  });

  it('tells of a chain that was made anew beside the checkpoints', async () => {
    const evidence = read();
    const { checkpoints } = read();
    chain(evidence)[0].said!.actor = 'user:default/bob';
    recompute(evidence);
    const later = {
      sequence: 99,
      at: new Date(Date.now() + 7_200_000).toISOString(),
      previous: 'f'.repeat(64),
      heads: [],
    };
    const hash = checkpointHash(later);
    const signed = keys.sign(checkpointStatement({ sequence: 99, hash }));
    evidence.checkpoints = [...checkpoints, { ...later, hash, signed }];
    expect(await verify(evidence)).toMatchObject({
      ok: false,
      link: 'checkpoint',
      reason: expect.stringMatching(
        /No checkpoint has seen entry 1 of cluster:/,
      ),
    });
  });

  const run = (...args: string[]) =>
    new Promise<{ code: number; out: string }>(resolve => {
      execFile(
        process.execPath,
        [
          '--require',
          require.resolve('@backstage/cli/config/nodeTransform.cjs'),
          CLI,
          ...args,
        ],
        { env: { ...process.env, NODE_OPTIONS: '' } },
        (error, stdout, stderr) =>
          resolve({ code: Number(error?.code ?? 0), out: stdout + stderr }),
      );
    });

  it('is verified offline, by a program of its own', async () => {
    const file = join(folder, 'evidence.jsonl');
    writeFileSync(file, text);
    expect(await run(file, '--key', `one=${publicKey}`)).toEqual({
      code: 0,
      out: expect.stringMatching(/^OK payments .*: 2 revisions, \d+ entries/),
    });
    const broken = join(folder, 'broken.jsonl');
    writeFileSync(broken, text.replace('Got access as admin', 'Got nothing'));
    expect(await run(broken, '--key', publicKey)).toEqual({
      code: 1,
      out: expect.stringMatching(/^BROKEN at activity: Entry \d+ of cluster:/),
    });
    expect(await run(file)).toEqual({
      code: 2,
      out: expect.stringContaining('Usage: cluster-profiles-verify'),
    });
  });

  it('is refused to who may not see the cluster', async () => {
    const response = await world.as('paula')(
      'get',
      '/clusters/nobody/evidence',
    );
    expect(response.status).toBe(404);
  });
});
