import type { OverrideRequest } from '@cluster-profiles/plugin-cluster-profiles-common';
import { aDesiredState } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { toDriftAdoption } from './toDriftAdoption';

const desired = aDesiredState();
const override: OverrideRequest = {
  kind: 'override',
  cluster: 'checkout-dev',
  overrides: [
    { layer: 'ingress', path: '/image/repository', value: 'lab.test/web' },
    { layer: 'ingress', path: '/image/tag', value: '1.0.1' },
  ],
  reason: 'Adopts it',
  expires: '2026-03-01T00:00:00.000Z',
};

describe('toDriftAdoption', () => {
  const tell = (adoption: Parameters<typeof toDriftAdoption>[0]) =>
    toDriftAdoption(adoption, {
      cluster: {
        permitted: {
          override: { allowed: true },
          resize: { allowed: false, reason: 'Not yours' },
        } as any,
      },
      revision: { desired },
    });

  it('tells what to write into the profile beside an override, which ends', () => {
    const [{ name, version }] = desired.profiles;
    expect(tell({ request: override })).toEqual({
      allowed: true,
      request: override,
      inProfile: {
        profile: name,
        version,
        layer: 'ingress',
        values: { image: { repository: 'lab.test/web', tag: '1.0.1' } },
      },
    });
  });

  it('tells no such thing of what stays, and whether the caller may propose it', () => {
    const request = { kind: 'resize', cluster: 'checkout-dev' } as const;
    expect(tell({ request })).toEqual({
      allowed: false,
      reason: 'Not yours',
      request,
    });
    expect(tell({ reason: 'Nothing sets it', untraced: true })).toEqual({
      allowed: false,
      reason: 'Nothing sets it',
    });
  });
});
