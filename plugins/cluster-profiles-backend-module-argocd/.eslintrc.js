module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      // Tests on the real management cluster, which lives beside the packages
      files: ['**/*.lab.ts', '**/__testUtils__/Lab*.ts'],
      rules: {
        '@backstage/no-relative-monorepo-imports': 'off',
        'no-restricted-imports': 'off',
      },
    },
  ],
});
