import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProfileDocument } from '@cluster-profiles/plugin-cluster-profiles-common';
import { parse } from 'yaml';
import { exampleCheckedProfile } from '../__testUtils__/exampleProfile';
import { checkSecrets } from './checkSecrets';

const EXAMPLES = join(__dirname, '../../../../../examples/profiles');

describe('checkSecrets', () => {
  it('finds what is a secret itself, and lets the name of one be', () => {
    const profile = exampleCheckedProfile(({ document: { spec } }) => {
      spec.layers[2].values = {
        adminPassword: 'hunter2',
        auth: { existingSecret: 'admin', token: 'x' },
        open: { password: '${{ parameters.password }}' },
      };
    });
    expect(checkSecrets(profile)).toEqual([
      {
        severity: 'block',
        code: 'values-secret',
        path: '/spec/layers/2/values/adminPassword',
        layer: profile.document.spec.layers[2].name,
        message: expect.stringContaining('/adminPassword'),
        remedy: expect.stringContaining('existingSecret'),
      },
      expect.objectContaining({ path: '/spec/layers/2/values/auth/token' }),
    ]);
  });

  it.each(
    readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' }).filter(path =>
      path.endsWith('profile.yaml'),
    ),
  )('has nothing against the example %s', path => {
    const document: ProfileDocument = parse(
      readFileSync(join(EXAMPLES, path), 'utf8'),
    );
    expect(checkSecrets({ ...exampleCheckedProfile(), document })).toEqual([]);
  });
});
