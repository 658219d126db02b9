import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aKey } from './__testUtils__/keys';
import { RecordKeys } from './RecordKeys';

describe('RecordKeys', () => {
  it('signs with the first, and verifies with all that it knows', () => {
    const [old, current] = [aKey('2025'), aKey('2026')];
    const before = RecordKeys.create([old.config]);
    const signed = before.sign('statement')!;
    expect(signed.keyId).toBe('2025');

    const after = RecordKeys.create([
      current.config,
      { id: '2025', value: old.publicKey },
    ]);
    expect(after.verify('statement', signed)).toBe(true);
    expect(after.verify('another', signed)).toBe(false);
    expect(after.sign('statement')!.keyId).toBe('2026');
    expect(before.verify('statement', after.sign('statement')!)).toBe(false);
    expect(after.publicKeys()).toEqual([
      { id: '2026', publicKey: current.publicKey },
      { id: '2025', publicKey: old.publicKey },
    ]);
  });

  it('prevents a signature under the id of another key', () => {
    const [one, two] = [aKey('one'), aKey('two')];
    const keys = RecordKeys.create([one.config, two.config]);
    const { signature } = keys.sign('statement')!;
    expect(keys.verify('statement', { keyId: 'two', signature })).toBe(false);
    expect(keys.verify('statement', { keyId: 'one', signature: '' })).toBe(
      false,
    );
  });

  it('signs nothing without a key', () => {
    const keys = RecordKeys.create([]);
    expect(keys.requireSignature('2026-01-01T00:00:00.000Z')).toBe(false);
    expect(keys.sign('statement')).toBeUndefined();
  });

  it('requires signatures from the time on that is configured', () => {
    const { config } = aKey('one');
    const [always, since] = [
      RecordKeys.create([config]),
      RecordKeys.create([config], {
        unsignedUntil: '2026-01-01T00:00:00.000Z',
      }),
    ];
    const times = ['2025-12-31T23:59:59.999Z', '2026-01-01T00:00:00.000Z'];
    expect(times.map(at => always.requireSignature(at))).toEqual([true, true]);
    expect(times.map(at => since.requireSignature(at))).toEqual([false, true]);
  });

  it('reads a file', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'keys-')), 'key.pem');
    const key = aKey('one');
    writeFileSync(file, key.config.value);
    const keys = RecordKeys.create([{ id: 'one', file }]);
    expect(keys.publicKeys()).toEqual([
      { id: 'one', publicKey: key.publicKey },
    ]);
  });

  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();
  it.each([
    ['a public key to sign with', [{ id: 'a', value: aKey('a').publicKey }]],
    ['another kind of key', [{ id: 'a', value: rsa }]],
    ['no key', [{ id: 'a', value: 'canary-secret' }]],
    ['neither file nor value', [{ id: 'a' }]],
    ['a file that is not there', [{ id: 'a', file: '/nowhere/key.pem' }]],
    ['an id twice', [aKey('a').config, aKey('a').config]],
  ])('refuses %s, with its path and without its content', (_what, configs) => {
    const create = () => RecordKeys.create(configs);
    expect(create).toThrow(/^clusterProfiles\.record\.keys\[\d\]/);
    expect(create).not.toThrow(/canary-secret/);
  });
});
