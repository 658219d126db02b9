import type { JsonObject } from '@backstage/types';
import { aBundle } from './__testUtils__/classFiles';
import { classVariables } from './classVariables';
import { resolveVariables } from './resolveVariables';

const resolve = (profile: JsonObject, target: JsonObject = {}) =>
  resolveVariables({
    variables: classVariables(aBundle().clusterClass),
    profile,
    target,
  });

describe('resolveVariables', () => {
  it('writes every variable that has a value, defaults at all depths', () => {
    expect(resolve({ auditLog: { maxAge: 7 } })).toEqual({
      variables: [
        { name: 'apiName', value: 'api.example.com' },
        { name: 'auditLog', value: { level: 'Metadata', maxAge: 7 } },
      ],
      findings: [],
    });
  });

  it('takes values of the target where the profile has none', () => {
    const { variables, findings } = resolve(
      { apiName: 'profile' },
      { apiName: 'target', region: 'eu-1', unrelated: true },
    );
    expect(variables).toEqual([
      { name: 'apiName', value: 'profile' },
      { name: 'region', value: 'eu-1' },
    ]);
    expect(findings).toEqual([]);
  });

  it('finds what is wrong, with the place where it was set', () => {
    const { findings } = resolve(
      { auditLog: { level: 'All', maxAge: 0 }, apiNam: 'x' },
      { region: 'EU' },
    );
    expect(
      findings.map(({ severity, code, path }) => [severity, code, path]),
    ).toEqual([
      [
        'block',
        'class-variable-unknown',
        '/providers/cluster-api/variables/apiNam',
      ],
      [
        'block',
        'class-variable-invalid',
        '/providers/cluster-api/variables/auditLog/level',
      ],
      [
        'block',
        'class-variable-invalid',
        '/providers/cluster-api/variables/auditLog/maxAge',
      ],
      ['block', 'class-variable-invalid', '/target/variables/region'],
    ]);
    expect(findings[1].message).toBe(
      'Variable "auditLog" at /level must be one of "None", "Metadata", "Request".',
    );
  });

  it('needs what is required and has no default', () => {
    const definition = {
      name: 'a',
      required: true,
      schema: {},
      conflicting: false,
    };
    expect(
      resolveVariables({
        variables: { definitions: [definition], complete: true },
        profile: {},
        target: {},
      }),
    ).toMatchObject({
      variables: [],
      findings: [{ severity: 'block', code: 'class-variable-missing' }],
    });
  });

  it('blocks a variable that means different things', () => {
    const definition = {
      name: 'a',
      required: false,
      schema: {},
      conflicting: true,
    };
    expect(
      resolveVariables({
        variables: { definitions: [definition], complete: true },
        profile: { a: 1 },
        target: {},
      }).findings,
    ).toMatchObject([{ code: 'class-variable-conflict', severity: 'block' }]);
  });

  it('cannot verify what only an extension knows before the class is there', () => {
    expect(
      resolveVariables({
        variables: { definitions: [], complete: false },
        profile: { a: 1 },
        target: { b: 2 },
      }),
    ).toMatchObject({
      variables: [{ name: 'a', value: 1 }],
      findings: [{ severity: 'warn', code: 'class-variable-unknown' }],
    });
  });
});
