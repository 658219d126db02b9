import { canonicalDigest } from './canonicalDigest';
import { planDigests } from './digests';
import { ERASED, textDigest } from './erased';

const salt = '0123456789abcdef'.repeat(2);

describe('textDigest', () => {
  it('cannot be come to from the text alone where there is a salt', () => {
    const digest = textDigest('the shop is down', { salt });
    expect(digest).not.toBe(textDigest('the shop is down'));
    expect(digest).not.toBe(
      textDigest('the shop is down', { salt: salt.replace('0', '1') }),
    );
  });

  it('is what it was of texts of before', () => {
    expect(textDigest('the shop is down')).toBe(
      canonicalDigest('the shop is down'),
    );
  });

  it('is the one that was kept once the text is erased, and of no other text', () => {
    const kept = textDigest('the shop is down', { salt });
    expect(textDigest(ERASED, { kept })).toBe(kept);
    expect(textDigest('another', { kept })).not.toBe(kept);
  });
});

describe('planDigests of an access', () => {
  const digestsOf = (words: object) =>
    planDigests('access', {
      baseRevision: null,
      access: {
        cluster: 'shop',
        clusterUid: 'uid',
        subject: 'user:default/paula',
        role: 'admin',
        hours: 2,
        ...words,
      },
      machinesReplaced: [],
      objects: { added: [], changed: [], removed: [] },
      findings: [],
      rollbackClass: 'not-started',
    } as any);
  const reason = 'My shift in Lime Street';
  const reasonDigest = textDigest(reason, { salt });
  const whole = digestsOf({ reason, reasonDigest, reasonSalt: salt });

  it('stay when the reason is erased', () => {
    expect(digestsOf({ reason: ERASED, reasonDigest })).toEqual(whole);
  });

  it.each([
    ['another reason', { reason: 'x', reasonDigest, reasonSalt: salt }],
    ['another salt', { reason, reasonDigest, reasonSalt: 'f'.repeat(32) }],
    [
      'another digest',
      { reason: ERASED, reasonDigest: textDigest('x', { salt }) },
    ],
  ])('are others with %s', (_, words) => {
    expect(digestsOf(words).planDigest).not.toBe(whole.planDigest);
  });

  it('are over the reason itself in plans of before', () => {
    expect(digestsOf({ reason }).revisionDigest).toBe(
      canonicalDigest({
        kind: 'access',
        baseRevision: null,
        access: {
          cluster: 'shop',
          clusterUid: 'uid',
          subject: 'user:default/paula',
          role: 'admin',
          hours: 2,
          reason,
        },
      }),
    );
  });
});
