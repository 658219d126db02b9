// An import goes one way: app/backend → plugins → node → common.
const frontend = '^plugins/cluster-profiles/';
const common = '^plugins/cluster-profiles-common/';
const node = '^plugins/cluster-profiles-node/';
const kubernetes = '^plugins/cluster-profiles-kubernetes-node/';

module.exports = {
  forbidden: [
    {
      name: 'common-imports-nothing-of-ours',
      severity: 'error',
      from: { path: common },
      to: { path: '^(packages|plugins)/', pathNot: common },
    },
    {
      name: 'node-imports-only-common',
      severity: 'error',
      from: { path: node },
      to: { path: '^(packages|plugins)/', pathNot: [node, common] },
    },
    {
      name: 'kubernetes-node-imports-only-node',
      severity: 'error',
      from: { path: kubernetes },
      to: { path: '^(packages|plugins)/', pathNot: [kubernetes, node, common] },
    },
    {
      name: 'plugins-never-import-the-portal',
      severity: 'error',
      from: { path: '^plugins/' },
      to: { path: '^packages/' },
    },
    {
      name: 'frontend-imports-only-common',
      comment: 'No backend, no node library in what browsers load.',
      severity: 'error',
      from: { path: frontend },
      to: { path: '^plugins/', pathNot: [frontend, common] },
    },
    {
      name: 'frontend-never-imports-backend-packages',
      severity: 'error',
      from: { path: [frontend, '^packages/app/', common] },
      to: {
        path: '@backstage/(backend-|plugin-[a-z-]+-(backend|node)($|[-/]))',
      },
    },
    {
      name: 'legacy-entry-needs-no-new-frontend-system',
      comment:
        'Portals on the old frontend system load neither its wiring nor our main entry.',
      severity: 'error',
      from: { path: `${frontend}src/legacy/`, pathNot: '[.]test[.]tsx?$' },
      to: {
        path: `${frontend}src/(index[.]ts|plugin[.]tsx|fields/formFields[.]ts|entity/(entityContents|entityCards|clusterMenuItems)[.]tsx|search/searchExtensions[.]tsx)$`,
        reachable: true,
      },
    },
    {
      name: 'main-entry-needs-no-legacy-entry',
      severity: 'error',
      from: { path: `${frontend}src/index[.]ts$` },
      to: { path: `${frontend}src/legacy/`, reachable: true },
    },
    {
      name: 'backends-share-only-node-and-common',
      comment:
        'A backend plugin or module never reaches into another one; its tests may.',
      severity: 'error',
      from: {
        path: '^plugins/([^/]+)/',
        pathNot: '([.]test[.]tsx?$|/__testUtils__/)',
      },
      to: {
        path: '^plugins/',
        pathNot: ['^plugins/$1/', kubernetes, node, common],
      },
    },
    {
      name: 'app-imports-no-backend',
      severity: 'error',
      from: { path: '^packages/app/' },
      to: {
        path: '^(packages/backend|plugins/[^/]+-backend|plugins/[^/]+-backend-module-[^/]+|plugins/cluster-profiles-(kubernetes-)?node)/',
      },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: {
        circular: true,
        viaOnly: { dependencyTypesNot: ['type-only'] },
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(packages|plugins)/[^/]+/(dist|config[.]d[.]ts)' },
    tsPreCompilationDeps: true,
    tsConfig: {
      fileName: require('node:path').join(__dirname, 'tsconfig.json'),
    },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
      mainFields: ['main', 'types'],
    },
  },
};
