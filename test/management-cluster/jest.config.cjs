const path = require('node:path');
const backstage = require('@backstage/cli/config/jest');

const root = path.resolve(__dirname, '../..');

/** Files are transformed as those of a backend module are; tests wait for real clusters. */
module.exports = async () => {
  const { projects } = await backstage;
  const { id, transform, moduleFileExtensions, transformIgnorePatterns } =
    projects.find(({ displayName }) =>
      displayName.endsWith('backend-module-cluster-api'),
    );
  return {
    id,
    rootDir: root,
    roots: [path.join(root, 'plugins'), __dirname],
    testMatch: ['**/*.lab.ts'],
    testEnvironment: 'node',
    transform,
    transformIgnorePatterns,
    moduleFileExtensions,
    testTimeout: 600_000,
    testSequencer: path.join(__dirname, '../longestFirst.cjs'),
    maxWorkers: 2,
    verbose: true,
  };
};
