#!/usr/bin/env node
// Verifies an export for proof offline: GET /api/cluster-profiles/v1/clusters/{name}/evidence
const { createPublicKey, verify } = require('node:crypto');
const { createReadStream, readFileSync } = require('node:fs');
const { createInterface } = require('node:readline');
const { parseArgs } = require('node:util');
const { addEvidenceLine, emptyEvidence, verifyEvidence } = require('..');

const USAGE = `Usage: cluster-profiles-verify FILE --key [ID=]PUBLIC.pem [--checkpoints FILE]

  FILE                   what GET /clusters/{name}/evidence answered, JSON Lines
  --key [ID=]PEM         public Ed25519 key, of one id or of any; may be repeated
  --checkpoints FILE     checkpoints that were kept elsewhere, JSON Lines; may be repeated
  --unsigned-until TIME  what was decided before this time may be unsigned
  --no-key               look at no signatures: proves nothing against who can write to the database

Exits with 0 when everything holds, 1 when something does not, 2 when it cannot be read.`;

function readKey(text) {
  const [, id, path] = /^(?:([\w-]+)=)?(.+)$/s.exec(text);
  const key = createPublicKey(readFileSync(path));
  if (key.asymmetricKeyType !== 'ed25519') {
    throw new Error(`${path}: must be an Ed25519 key`);
  }
  return { id, key };
}

async function readLines(path, evidence) {
  const lines = createInterface({ input: createReadStream(path) });
  let number = 0;
  for await (const line of lines) {
    number += 1;
    try {
      addEvidenceLine(evidence, line);
    } catch (error) {
      throw new Error(`${path}, line ${number}: ${error.message}`);
    }
  }
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      key: { type: 'string', multiple: true, default: [] },
      checkpoints: { type: 'string', multiple: true, default: [] },
      'unsigned-until': { type: 'string' },
      'no-key': { type: 'boolean', default: false },
    },
  });
  if (
    positionals.length !== 1 ||
    (values.key.length === 0) !== values['no-key']
  ) {
    throw new Error(USAGE);
  }
  const keys = values.key.map(readKey);
  const evidence = emptyEvidence();
  for (const path of [...positionals, ...values.checkpoints]) {
    await readLines(path, evidence);
  }
  const result = await verifyEvidence(evidence, {
    unsignedUntil:
      values['unsigned-until'] &&
      new Date(values['unsigned-until']).toISOString(),
    verifySignature:
      keys.length === 0
        ? undefined
        : (statement, { keyId, signature }) =>
            keys.some(
              ({ id, key }) =>
                (id === undefined || id === keyId) &&
                verify(
                  null,
                  Buffer.from(statement),
                  key,
                  Buffer.from(signature, 'base64'),
                ),
            ),
  });
  if (!result.ok) {
    process.stdout.write(`BROKEN at ${result.link}: ${result.reason}\n`);
    return 1;
  }
  const { cluster, revisions, entries, checkpoints, uncovered } = result;
  const { brokenGlass } = result;
  process.stdout.write(
    `OK ${cluster.name} (${cluster.uid}): ${revisions} revisions, ${entries} entries of the record, ${checkpoints} checkpoints\n`,
  );
  for (const { changeId, revision, actor, reason, review } of brokenGlass) {
    process.stdout.write(
      `BREAK GLASS ${actor} applied revision ${revision} (change ${changeId}) without approvals: ${reason}; its review is ${review}\n`,
    );
  }
  if (uncovered > 0) {
    process.stdout.write(
      `${uncovered} entries are newer than the last checkpoint that names their chain\n`,
    );
  }
  return 0;
}

main().then(
  code => {
    process.exitCode = code;
  },
  error => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  },
);
