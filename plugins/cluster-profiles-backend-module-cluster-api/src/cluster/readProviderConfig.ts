import type { JsonObject, JsonValue } from '@backstage/types';
import {
  jsonPointer,
  type Finding,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { z } from 'zod';
import type { ClusterApiEntry } from './types';

const ROOT = '/providers/cluster-api';
const CLASS_SOURCE = ['classes', 'class'];

const pool = z
  .object({
    class: z.string().min(1).optional(),
    failureDomain: z.string().min(1).optional(),
  })
  .strict();

const entry = z
  .object({
    match: z.record(z.string()).optional(),
    classes: z
      .string({
        required_error: 'the file or folder with the class is missing',
      })
      .startsWith('./', 'must be a path of the bundle, such as ./cluster-api'),
    class: z.string().min(1).optional(),
    variables: z
      .record(z.custom<JsonValue>(value => value !== undefined))
      .default({}),
    variablesByKubernetes: z
      .record(z.record(z.custom<JsonValue>(value => value !== undefined)))
      .default({}),
    pools: z
      .record(
        z.union([
          z
            .string()
            .min(1)
            .transform(name => ({ class: name })),
          pool,
        ]),
      )
      .default({}),
  })
  .strict()
  .superRefine(({ variables, variablesByKubernetes }, context) => {
    for (const name of Object.keys(variablesByKubernetes)) {
      if (Object.hasOwn(variables, name)) {
        context.addIssue({
          code: 'custom',
          path: ['variablesByKubernetes', name],
          message: 'the variable has a value below variables already',
        });
      }
    }
  });

/** Checks the entry of the profile for a target, after substitution. */
export function readProviderConfig(config: JsonObject | undefined): {
  entry?: ClusterApiEntry;
  findings: Finding[];
} {
  if (!config) {
    return {
      findings: [
        invalid(
          'The profile does not say how it becomes a cluster of Cluster API.',
          ROOT,
          'Add an entry below providers.cluster-api that names its classes.',
        ),
      ],
    };
  }
  const parsed = entry.safeParse(config);
  if (parsed.success) {
    const { match, ...read } = parsed.data;
    return { entry: read, findings: [] };
  }
  return {
    findings: parsed.error.issues.flatMap(expand).map(issue => {
      const field = ['providers.cluster-api', ...issue.path].join('.');
      return invalid(
        `${field}: ${issue.message}.`,
        issue.path.reduce<string>(jsonPointer, ROOT),
        'Correct the entry: it takes classes, class, variables, variablesByKubernetes and pools; pools take class and failureDomain.',
      );
    }),
  };
}

/** The part of an entry that names the class: before substitution the rest may hold texts where numbers belong. */
export function pickClassSource(config: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(config).filter(([key]) => CLASS_SOURCE.includes(key)),
  );
}

/** What is wrong with a pool, not that it is neither of two. */
function expand(issue: z.ZodIssue): z.ZodIssue[] {
  return issue.code === 'invalid_union'
    ? issue.unionErrors[issue.unionErrors.length - 1].issues
    : [issue];
}

function invalid(message: string, path: string, remedy: string): Finding {
  return {
    severity: 'block',
    code: 'provider-entry-invalid',
    message,
    path,
    remedy,
  };
}
