import type { JsonValue } from '@backstage/types';
import {
  jsonPointer,
  substitutionPaths,
  type Finding,
  type ProfileDocument,
  type ProfileLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { circularLayers } from './circularLayers';
import { layerPath, type ProfileRule } from './ProfileRule';
import { substitutionProblem } from './substitutionProblem';

const WELL_FORMED = /\$\{\{\s*[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*\s*\}\}/g;

/** Every `${{ a.b.c }}` is a path that will be there at deployment. */
export const checkSubstitutions: ProfileRule = ({ document }) => [
  ...places(document).flatMap(({ value, path, layer }) => {
    const findings: Finding[] = [];
    for (const { path: inner, pointer } of substitutionPaths(value)) {
      const problem = substitutionProblem(inner, document);
      if (problem) {
        findings.push({
          severity: 'block',
          ...problem,
          path: `${path}${pointer}`,
          ...(layer === undefined ? {} : { layer }),
        });
      }
    }
    return [...findings, ...malformed(value, path)];
  }),
  ...circle(document.spec.layers),
];

/** Values may refer to values of other layers, but not in a circle. */
function circle(layers: ProfileLayer[]): Finding[] {
  return circularLayers(
    layers.map(({ name, kind, values = {} }) => ({
      name,
      kind,
      dependsOn: substitutionPaths(values)
        .map(({ path }) => path.split('.'))
        .filter(([root, , field]) => root === 'layers' && field === 'values')
        .map(([, other]) => other),
    })),
  ).map(message => ({
    severity: 'block',
    code: 'circular-substitution',
    path: '/spec/layers',
    message: `Values refer to each other. ${message}`,
    remedy: 'Write one of these values out',
  }));
}

function places(
  document: ProfileDocument,
): Array<{ value: JsonValue; path: string; layer?: string }> {
  const { layers, nodePools, providers } = document.spec;
  return [
    ...layers.map(({ name, values = {} }, index) => ({
      value: values,
      path: layerPath(index, '/values'),
      layer: name,
    })),
    { value: (nodePools ?? {}) as JsonValue, path: '/spec/nodePools' },
    { value: (providers ?? {}) as JsonValue, path: '/spec/providers' },
  ];
}

/** Texts with the opening of a substitution that is none: code, filters, a brace forgotten. */
function malformed(value: JsonValue | undefined, path: string): Finding[] {
  if (typeof value === 'string') {
    return value.replace(WELL_FORMED, '').includes('${{')
      ? [
          {
            severity: 'block',
            code: 'malformed-substitution',
            path,
            message: `'${value.slice(0, 200)}' is no substitution`,
            remedy:
              'Write ${{ parameters.name }}: a path of names with dots, no code',
          },
        ]
      : [];
  }
  if (value === null || typeof value !== 'object') {
    return [];
  }
  return Object.entries(value).flatMap(([key, member]) =>
    malformed(member, jsonPointer(path, key)),
  );
}
