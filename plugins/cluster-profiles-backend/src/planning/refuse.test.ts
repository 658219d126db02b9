import { ConflictError, InputError } from '@backstage/errors';
import { refusalsOf, refuse, refuseAny } from './refuse';

const refusal = {
  code: 'x',
  message: 'It does not fit.',
  path: '/a',
  remedy: 'Make it fit.',
};

describe('refuse', () => {
  it.each([
    ['input', 'InputError'],
    ['not-found', 'NotFoundError'],
    ['conflict', 'ConflictError'],
  ] as const)('throws for %s an %s with its findings', (reason, name) => {
    let error: unknown;
    try {
      refuse(reason, refusal, { code: 'y', message: 'Nor does this.' });
    } catch (e) {
      error = e;
    }
    expect(error).toMatchObject({
      name,
      message: 'It does not fit. Make it fit. Nor does this.',
    });
    expect(refusalsOf(error)).toEqual([
      { severity: 'block', ...refusal },
      { severity: 'block', code: 'y', message: 'Nor does this.' },
    ]);
  });
});

describe('refuseAny', () => {
  it('does nothing without a refusal', () => {
    expect(() => refuseAny('input', [])).not.toThrow();
    expect(() => refuseAny('input', [refusal])).toThrow(InputError);
  });
});

describe('refusalsOf', () => {
  it('tells errors about the request from others', () => {
    expect(refusalsOf(new ConflictError('taken'))).toEqual([
      { severity: 'block', code: 'request-invalid', message: 'taken' },
    ]);
    expect(refusalsOf(new Error('database gone'))).toBeUndefined();
    expect(refusalsOf(undefined)).toBeUndefined();
  });
});
