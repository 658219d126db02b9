import { aPicture } from './__testUtils__/pictures';
import { tellFailing } from './tellFailing';

describe('tellFailing', () => {
  it('tells at each layer why it could not be written, there or not', () => {
    const picture = aPicture({
      seeLayers: {
        cilium: { message: '1 of 3 pods' },
        ingress: undefined,
      },
    });
    const failing = new Map([
      ['cilium', 'No way in'],
      ['ingress', 'No source'],
    ]);
    const [cilium] = picture.engineLayers;
    expect(tellFailing(picture, failing).engineLayers).toEqual([
      { ...cilium, message: 'No way in; 1 of 3 pods' },
      {
        name: 'ingress',
        health: 'Missing',
        drift: 'Unknown',
        message: 'No source',
      },
    ]);
    expect(tellFailing(picture)).toEqual(picture);
  });

  it('brings nothing back that is gone and not desired', () => {
    const picture = aPicture();
    const failing = new Map([['old', 'It is protected']]);
    expect(tellFailing(picture, failing)).toEqual(picture);
  });
});
