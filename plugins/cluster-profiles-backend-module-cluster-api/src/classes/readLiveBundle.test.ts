import { aBundle } from './__testUtils__/classFiles';
import { MemoryObjects } from './__testUtils__/MemoryObjects';
import type { ReadClient } from '../kubernetes';
import { readLiveBundle } from './readLiveBundle';
import { stampBundle } from './stampBundle';

const stamped = stampBundle(aBundle(), { namespace: 'team-a' });

const read = (objects: MemoryObjects) =>
  readLiveBundle({
    reader: objects as Pick<ReadClient, 'get'> as ReadClient,
    namespace: 'team-a',
    className: stamped.reference.name,
  });

describe('readLiveBundle', () => {
  it('finds the class and its templates', async () => {
    const objects = new MemoryObjects();
    stamped.objects.forEach(object => objects.put(object));
    const bundle = await read(objects);
    expect(bundle?.clusterClass.spec).toEqual(stamped.clusterClass.spec);
    expect(bundle?.templates.map(({ metadata }) => metadata.name)).toEqual(
      stamped.templates.map(({ metadata }) => metadata.name),
    );
  });

  it('has nothing to compare with where a part is gone', async () => {
    const objects = new MemoryObjects();
    expect(await read(objects)).toBeUndefined();
    objects.put(stamped.clusterClass);
    expect(await read(objects)).toBeUndefined();
  });
});
