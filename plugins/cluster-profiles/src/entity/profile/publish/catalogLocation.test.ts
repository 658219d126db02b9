import { profileEntity } from '../../../__testUtils__/entities';
import { catalogLocation } from './catalogLocation';

const at = (annotations: Record<string, string>) =>
  catalogLocation({
    ...profileEntity,
    metadata: { ...profileEntity.metadata, annotations },
  });

describe('catalogLocation', () => {
  it('is the document that the catalog reads, when it has an address', () => {
    const url = 'https://git.example/platform/-/blob/main/base/profile.yaml';
    expect(at({ 'backstage.io/managed-by-location': `url:${url}` })).toBe(url);
    expect(
      at({
        'backstage.io/managed-by-location': 'file:/profiles/profile.yaml',
        'backstage.io/source-location': `url:${url}`,
      }),
    ).toBe(url);
    expect(
      at({
        'backstage.io/source-location': 'url:https://git.example/tree/main/',
      }),
    ).toBeUndefined();
    expect(at({})).toBeUndefined();
  });
});
