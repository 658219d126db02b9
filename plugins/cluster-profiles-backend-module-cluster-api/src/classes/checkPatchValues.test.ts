import { aBundle } from './__testUtils__/classFiles';
import { checkPatchValues } from './checkPatchValues';
import type { ClusterVariable } from './types';

const REPOSITORY = { name: 'apiName', value: 'api.example.com' };

const check = (
  variables: ClusterVariable[],
  change?: (text: string) => string,
) =>
  checkPatchValues({ bundle: aBundle(change), variables }).map(
    ({ severity, message }) => `${severity} ${message}`,
  );

const unguarded = (text: string) =>
  text.replace(`      enabledIf: '{{ if .auditLog }}true{{ end }}'\n`, '');

describe('checkPatchValues', () => {
  it('trusts patches that decide by themselves', () => {
    expect(check([REPOSITORY])).toEqual([]);
  });

  it('finds a variable without a value', () => {
    expect(check([])).toEqual([
      'block Patch "apiName" reads "apiName", which has no value on this cluster.',
    ]);
  });

  it('finds a template that would write <no value>', () => {
    expect(check([REPOSITORY], unguarded)).toEqual([
      'block Patch "auditLog" reads "auditLog.level", which has no value on this cluster.',
    ]);
    expect(
      check(
        [REPOSITORY, { name: 'auditLog', value: { level: 'None' } }],
        unguarded,
      ),
    ).toEqual([]);
  });

  it('leaves templates with branches and builtins to Cluster API', () => {
    expect(
      check([REPOSITORY], text =>
        unguarded(text).replace(
          '{{ .auditLog.level }}',
          '{{ if .auditLog }}{{ .auditLog.level }}{{ end }}',
        ),
      ),
    ).toEqual([]);
    expect(
      check([REPOSITORY], text =>
        unguarded(text).replace(
          '{{ .auditLog.level }}',
          '{{ .builtin.cluster.name }}',
        ),
      ),
    ).toEqual([]);
  });
});
