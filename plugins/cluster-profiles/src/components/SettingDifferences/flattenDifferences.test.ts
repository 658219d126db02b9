import { flattenDifferences } from './flattenDifferences';

describe('flattenDifferences', () => {
  it('makes a row for each member of what is new or gone, one level deep', () => {
    expect(
      flattenDifferences([
        { path: '/follow', after: 'patch' },
        { path: '/target', after: { name: 'dev', labels: { a: 'b' } } },
        { path: '/driftModes', after: {} },
        { path: '/parameters/base', before: { workers: 3 } },
        { path: '/x', before: { a: 1 }, after: { b: 1 } },
      ]),
    ).toEqual([
      { path: '/follow', after: 'patch' },
      { path: '/target/name', after: 'dev' },
      { path: '/target/labels', after: { a: 'b' } },
      { path: '/driftModes', after: {} },
      { path: '/parameters/base/workers', before: 3 },
      { path: '/x', before: { a: 1 }, after: { b: 1 } },
    ]);
  });

  it('looks through what only holds settings together', () => {
    expect(
      flattenDifferences([
        { path: '/parameters', after: { base: { workers: 3, dns: { a: 1 } } } },
        {
          path: '/nodePools',
          after: { controlPlane: 3, workers: { general: 5 } },
        },
      ]),
    ).toEqual([
      { path: '/parameters/base/workers', after: 3 },
      { path: '/parameters/base/dns', after: { a: 1 } },
      { path: '/nodePools/controlPlane', after: 3 },
      { path: '/nodePools/workers/general', after: 5 },
    ]);
  });
});
