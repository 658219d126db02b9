import type {
  DeleteRequest,
  DesiredState,
  PauseRequest,
  ProtectRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { codes, existingFacts, refusalOf } from '../__testUtils__/builders';
import { resolveFlag } from './resolveFlag';

type Request = PauseRequest | ProtectRequest | DeleteRequest;
const cluster = 'checkout-dev';
const resolve = (request: Request, desired: Partial<DesiredState> = {}) =>
  resolveFlag(request, existingFacts({ desired }));

describe('resolveFlag', () => {
  it.each<[Request, Partial<DesiredState>, Partial<DesiredState>]>([
    [{ kind: 'pause', cluster }, {}, { paused: true }],
    [{ kind: 'resume', cluster }, { paused: true }, { paused: false }],
    [{ kind: 'protect', cluster, protected: true }, {}, { protected: true }],
    [
      { kind: 'protect', cluster, protected: false },
      { protected: true },
      { protected: false },
    ],
    [
      { kind: 'delete', cluster },
      { paused: true },
      { deleted: true, paused: false },
    ],
  ])('%j of %j leads to %j and nothing else', (request, before, after) => {
    const { base } = existingFacts({ desired: before });
    expect(resolve(request, before)).toEqual({
      desired: { ...base.desired, ...after },
      findings: [],
    });
  });

  it.each<[Request, Partial<DesiredState>]>([
    [{ kind: 'pause', cluster }, { paused: true }],
    [{ kind: 'resume', cluster }, {}],
    [{ kind: 'protect', cluster, protected: true }, { protected: true }],
    [{ kind: 'protect', cluster, protected: false }, {}],
  ])('refuses %j of %j', (request, before) => {
    expect(refusalOf(() => resolve(request, before))).toMatchObject({
      name: 'ConflictError',
      details: [{ code: 'nothing-changes' }],
    });
  });

  it('blocks the deletion of a protected cluster', () => {
    const { findings } = resolve(
      { kind: 'delete', cluster },
      { protected: true },
    );
    expect(codes(findings)).toEqual(['block cluster-protected']);
    expect(findings[0].remedy).toBeDefined();
  });
});
