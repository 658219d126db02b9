import { delimiter, join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { Programs } from './__testUtils__/programs';
import { findHelm } from './findHelm';

describe('findHelm', () => {
  let programs: Programs;

  beforeEach(async () => {
    programs = await Programs.create();
  });
  afterEach(() => programs.remove());

  it('takes the first on the search path that can be run', async () => {
    const path = await programs.add('');
    const search = ['', 'relative', '/nowhere', programs.folder];
    await expect(findHelm(undefined, search.join(delimiter))).resolves.toBe(
      path,
    );
    await expect(findHelm(undefined, '/nowhere')).resolves.toBeUndefined();
  });

  it('takes the configured one, and no other', async () => {
    const path = await programs.add('', 'helm-3');
    await expect(findHelm(path, '')).resolves.toBe(path);
    await programs.add('');
    const plain = join(programs.folder, 'plain');
    await writeFile(plain, '');
    await expect(findHelm(plain, programs.folder)).resolves.toBeUndefined();
  });
});
