import { countNodes, poolRange, poolSizeText } from './nodePools';

describe('node pools', () => {
  const fixed = { name: 'general', replicas: 3 };
  const scaled = { name: 'batch', replicas: 2, min: 0, max: 10 };

  it('have exactly so many machines, or what an autoscaler decides between', () => {
    expect(poolRange(fixed)).toEqual({ min: 3, max: 3 });
    expect(poolRange(scaled)).toEqual({ min: 0, max: 10 });
    expect([fixed, scaled].map(poolSizeText)).toEqual(['3', '0 to 10']);
  });

  it('count for as many machines as they may have', () => {
    expect(
      countNodes({ controlPlane: { replicas: 3 }, workers: [fixed, scaled] }),
    ).toBe(16);
  });
});
