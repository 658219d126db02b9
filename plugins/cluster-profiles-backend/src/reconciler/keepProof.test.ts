import type { ObservedLayer } from '@cluster-profiles/plugin-cluster-profiles-common';
import { aPicture } from './__testUtils__/pictures';
import { keepProof } from './keepProof';

const SEEN: ObservedLayer = {
  name: 'ingress',
  version: '1.0.0',
  digest: 'd1',
  health: 'Healthy',
  drift: 'InSync',
};
const DRIFTED: ObservedLayer = {
  ...SEEN,
  drift: 'Drifted',
  message: 'Differs from the chart: Deployment ingress/web',
};

describe('keepProof', () => {
  const keep = (seen: ObservedLayer, before?: ObservedLayer) =>
    keepProof(
      aPicture({ engineLayers: [seen] }),
      before ? { layers: [before] } : null,
    ).engineLayers[0];

  it.each(['InSync', 'Overridden'] as const)(
    'proves what is healthy and %s',
    drift => {
      expect(keep({ ...SEEN, drift })).toEqual({
        ...SEEN,
        drift,
        provenDigest: 'd1',
      });
    },
  );

  it('does not prove what has differed since it was applied, and says so', () => {
    const { version, ...unproven } = DRIFTED;
    const expected = {
      ...unproven,
      message:
        'Differs from the chart: Deployment ingress/web; it has not been in sync since it was applied',
    };
    expect(keep(DRIFTED)).toEqual(expected);
    expect(keep(DRIFTED, expected)).toEqual(expected);
  });

  it('keeps the proof of what drifts later, also while it is not healthy', () => {
    const drifted = keep(DRIFTED, keep(SEEN));
    expect(drifted).toEqual({ ...DRIFTED, provenDigest: 'd1' });
    const { version, ...starting } = DRIFTED;
    const restarts = keep({ ...starting, health: 'Progressing' }, drifted);
    expect(restarts).toMatchObject({ provenDigest: 'd1' });
    expect(restarts).not.toHaveProperty('version');
    expect(keep(DRIFTED, restarts)).toMatchObject({ version: '1.0.0' });
  });

  it('asks for a proof of its own for each content, an earlier one that comes again included', () => {
    const other = keep({ ...DRIFTED, digest: 'd2' }, keep(SEEN));
    expect(other).not.toHaveProperty('version');
    expect(other).not.toHaveProperty('provenDigest');
    expect(keep(DRIFTED, other)).not.toHaveProperty('version');
  });

  it('takes a version that was stored before proofs were kept for one', () => {
    expect(keep(DRIFTED, SEEN)).toMatchObject({ version: '1.0.0' });
  });
});
