import { stringifyError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import {
  jsonPointer,
  type Finding,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { compileSchema } from '../compileSchema';
import { linearPattern } from '../patterns/linearPattern';
import { foreignReferences } from './foreignReferences';
import type { ProfileRule } from './ProfileRule';
import { recursiveReference } from './recursiveReference';
import { subschemas } from './subschemas';

const ROOT = '/spec/parameters';
const MAX_PATTERN = 200;

/** `parameters` is a JSON Schema of its own whose patterns end and whose defaults fit. */
export const checkParameters: ProfileRule = ({ document }) => {
  const schema = document.spec.parameters;
  if (!schema) {
    return [];
  }
  if (schema.type !== 'object') {
    return [
      {
        severity: 'block',
        code: 'parameters-no-object',
        path: `${ROOT}/type`,
        message: 'The schema of the parameters is not of the type object',
        remedy: 'Start it with type: object and properties',
      },
    ];
  }
  try {
    const unsafe = hazards(schema);
    return unsafe.length > 0 ? unsafe : defaults(schema, compileSchema(schema));
  } catch (error) {
    return [
      {
        severity: 'block',
        code: 'bad-parameters-schema',
        path: ROOT,
        message: `The parameters are no JSON Schema (draft 7): ${stringifyError(error)}`,
        remedy: 'Correct the schema',
      },
    ];
  }
};

/** What must not be compiled or run at all. */
function hazards(schema: JsonObject): Finding[] {
  const recursive = recursiveReference(schema);
  return [
    ...references(schema),
    ...patterns(schema),
    ...(recursive === undefined
      ? []
      : [
          {
            severity: 'block' as const,
            code: 'recursive-schema',
            path: `${ROOT}${recursive}`,
            message: 'The schema of the parameters contains itself',
            remedy: 'Write the levels out that are needed',
          },
        ]),
  ];
}

function references(schema: JsonObject): Finding[] {
  return foreignReferences(schema).map(({ pointer, target }) => ({
    severity: 'block',
    code: 'foreign-schema-reference',
    path: `${ROOT}${pointer}`,
    message: `The schema of the parameters refers to '${target}'`,
    remedy:
      'Refer to definitions of the same schema only, such as #/definitions/size',
  }));
}

function patterns(schema: JsonObject): Finding[] {
  return [...subschemas(schema)].flatMap(({ schema: part, pointer }) => [
    ...(typeof part.pattern === 'string'
      ? checkPattern(part.pattern, `${pointer}/pattern`)
      : []),
    ...Object.keys((part.patternProperties ?? {}) as JsonObject).flatMap(
      pattern =>
        checkPattern(
          pattern,
          jsonPointer(`${pointer}/patternProperties`, pattern),
        ),
    ),
  ]);
}

/**
 * Repetition of what repeats itself, and back-references, can take forever on a short text. The backend runs patterns in linear time,
 * but forms in browsers do not.
 */
const UNSAFE = [
  /\((?:[^()\\]|\\.)*[*+}](?:[^()\\]|\\.)*\)\??[*+{]/,
  /\((?:[^()\\]|\\.)*\|(?:[^()\\]|\\.)*\)[*+{]/,
  /\)[^()]*\)\??[*+{]/,
  /\\[1-9]|\\k</,
];

/** What is no pattern at all is for the compiler of the schema to say. */
function isLinear(pattern: string): boolean {
  try {
    linearPattern(pattern);
    return true;
  } catch {
    return !isPattern(pattern);
  }
}

function isPattern(text: string): boolean {
  try {
    return Boolean(new RegExp(text, 'u'));
  } catch {
    return false;
  }
}

function checkPattern(pattern: string, pointer: string): Finding[] {
  // the length first: the checks themselves are patterns
  if (
    pattern.length <= MAX_PATTERN &&
    !UNSAFE.some(unsafe => unsafe.test(pattern)) &&
    isLinear(pattern)
  ) {
    return [];
  }
  return [
    {
      severity: 'block',
      code: 'unsafe-pattern',
      path: `${ROOT}${pointer}`,
      message: `The pattern '${pattern.slice(0, MAX_PATTERN)}' may take very long on some texts`,
      remedy: `Use at most ${MAX_PATTERN} characters, no repeated groups that repeat or choose inside, no look-around and no back-references`,
    },
  ];
}

function defaults(
  schema: JsonObject,
  compiled: ReturnType<typeof compileSchema>,
): Finding[] {
  return [...subschemas(schema)].flatMap(({ schema: part, pointer }) => {
    if (part.default === undefined) {
      return [];
    }
    const validate = compiled.at(pointer);
    if (!validate || validate(part.default)) {
      return [];
    }
    return (validate.errors ?? []).map((error): Finding => ({
      severity: 'block',
      code: 'default-does-not-fit',
      path: `${ROOT}${pointer}/default${error.instancePath}`,
      message: `The default ${JSON.stringify(part.default)} does not fit its own schema: it ${error.message}`,
      remedy: 'Correct the default or the schema',
    }));
  });
}
