import { InputError } from '@backstage/errors';
import {
  EXISTING_CLUSTER_KINDS,
  MAX_BULK_REQUESTS,
  MAX_OVERRIDES,
  type BulkRequest,
  type ChangeRequest,
  type Finding,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { z } from 'zod/v3';
import { accessRequestSchema } from './accessRequestSchema';

const DNS_LABEL = /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

const clusterName = z
  .string()
  .regex(
    DNS_LABEL,
    'must be a DNS label: at most 63 lower-case letters, digits and dashes, starting with a letter',
  );
/** As Kubernetes names objects. */
const sourceName = z
  .string()
  .max(253)
  .regex(
    /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/,
    'must be the name of the cluster where it is now: lower-case letters, digits, dashes and dots',
  );
const profileName = z.string().min(1).max(63);
const version = z.string().min(1).max(64);
const reference = z.object({ name: profileName, version }).strict();
export const entityRef = z
  .string()
  .max(200)
  .regex(
    /^[a-z]+:[a-z0-9-_.]+\/[a-z0-9-_.]+$/i,
    'must be a full entity reference, such as group:default/checkout',
  )
  // As the catalog compares them: who is excluded must not get in by another spelling.
  .transform(ref => ref.toLocaleLowerCase('en-US'));
const parameters = z.record(z.any());
const driftModes = z.record(z.enum(['report', 'correct']));
const driftedField = z.object({
  layer: profileName,
  object: z.string().min(1).max(400),
  path: z.string().max(1000),
});
const driftExceptions = z
  .array(
    driftedField
      .extend({ reason: z.string().max(500), until: z.string().datetime() })
      .strict(),
  )
  .max(100);
const adoptsDrift = z.array(z.string().min(1).max(36)).max(100);
const follow = z.enum(['pinned', 'patch', 'minor']);
/** As large as the databases' column. */
const MAX_INTEGER = 2_147_483_647;
const replicas = z.number().int().min(0).max(10_000);
const reason = z
  .string()
  .trim()
  .min(3, 'say why, in three letters or more')
  .max(2000);

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day, YYYY-MM-DD')
  .refine(text => !Number.isNaN(Date.parse(text)), 'is no day');

const base = {
  comment: z.string().max(2000).optional(),
  seenPlanDigest: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be a plan digest')
    .optional(),
};
const ofCluster = { ...base, cluster: clusterName };

const overridePath = {
  layer: z.string().min(1).max(63),
  path: z
    .string()
    .max(500)
    .regex(
      /^(\/([^~/]|~[01])+)+$/,
      'must be a JSON pointer, such as /controller/replicaCount',
    ),
};

/** What may be proposed. */
export const changeRequestSchema = z.discriminatedUnion('kind', [
  z
    .object({
      ...ofCluster,
      kind: z.literal('create'),
      owner: entityRef,
      description: z.string().max(500).optional(),
      target: z.string(),
      profile: reference,
      parameters: parameters.optional(),
      addOnProfiles: z
        .array(reference.extend({ parameters: parameters.optional() }).strict())
        .max(20)
        .optional(),
      follow: follow.optional(),
      driftModes: driftModes.optional(),
      endsOn: day.optional(),
    })
    .strict(),
  z
    .object({
      ...ofCluster,
      kind: z.literal('import'),
      owner: entityRef,
      description: z.string().max(500).optional(),
      target: z.string(),
      source: sourceName.optional(),
    })
    .strict(),
  z
    .object({
      ...ofCluster,
      kind: z.literal('adopt'),
      profile: reference,
      parameters: parameters.optional(),
      follow: follow.optional(),
      driftModes: driftModes.optional(),
    })
    .strict(),
  z
    .object({
      ...ofCluster,
      kind: z.literal('set-parameters'),
      profile: profileName.optional(),
      parameters: parameters.optional(),
      follow: follow.optional(),
      driftModes: driftModes.optional(),
      driftExceptions: driftExceptions.optional(),
      endDriftExceptions: z.array(driftedField.strict()).max(100).optional(),
      adoptsDrift: adoptsDrift.optional(),
    })
    .strict(),
  z
    .object({
      ...ofCluster,
      kind: z.literal('resize'),
      controlPlane: replicas.optional(),
      workers: z.record(replicas).optional(),
      adoptsDrift: adoptsDrift.optional(),
    })
    .strict(),
  z
    .object({
      ...ofCluster,
      kind: z.literal('upgrade'),
      profile: profileName.optional(),
      version,
      parameters: parameters.optional(),
      overrides: z
        .array(
          z
            .object({ ...overridePath, take: z.enum(['override', 'profile']) })
            .strict(),
        )
        .max(MAX_OVERRIDES)
        .optional(),
    })
    .strict(),
  z
    .object({
      ...ofCluster,
      kind: z.literal('roll-back'),
      revision: z.number().int().min(1).max(MAX_INTEGER),
    })
    .strict(),
  z
    .object({
      ...ofCluster,
      kind: z.literal('add-profile'),
      profile: reference,
      parameters: parameters.optional(),
    })
    .strict(),
  z
    .object({
      ...ofCluster,
      kind: z.literal('remove-profile'),
      profile: profileName,
    })
    .strict(),
  z
    .object({
      ...ofCluster,
      kind: z.literal('override'),
      overrides: z
        .array(
          z
            .object({
              ...overridePath,
              value: z.any().refine(value => value !== undefined, 'Required'),
            })
            .strict(),
        )
        .min(1)
        .max(MAX_OVERRIDES),
      reason,
      owner: entityRef.optional(),
      expires: z
        .string()
        .datetime('must be a time, such as 2026-03-01T00:00:00Z')
        .transform(time => new Date(time).toISOString()),
      adoptsDrift: adoptsDrift.optional(),
    })
    .strict(),
  z
    .object({
      ...ofCluster,
      kind: z.literal('remove-override'),
      overrides: z
        .array(z.object(overridePath).strict())
        .min(1)
        .max(MAX_OVERRIDES),
    })
    .strict(),
  z
    .object({
      ...ofCluster,
      kind: z.literal('retarget'),
      target: z.string().optional(),
    })
    .strict(),
  z.object({ ...ofCluster, kind: z.literal('pause') }).strict(),
  z.object({ ...ofCluster, kind: z.literal('resume') }).strict(),
  z
    .object({
      ...ofCluster,
      kind: z.literal('protect'),
      protected: z.boolean(),
    })
    .strict(),
  z
    .object({
      ...ofCluster,
      kind: z.literal('extend-lifetime'),
      endsOn: day.optional(),
    })
    .strict(),
  z
    .object({
      ...ofCluster,
      kind: z.literal('delete'),
      force: z.boolean().optional(),
      reason: reason.optional(),
    })
    .strict(),
  accessRequestSchema.required().extend({
    ...ofCluster,
    kind: z.literal('access'),
    reason,
  }),
  z
    .object({
      ...base,
      kind: z.literal('publish'),
      bundle: z
        .object({
          document: z.string(),
          files: z.record(z.string()).optional(),
        })
        .strict()
        .optional(),
      url: z.string().url().max(2000).optional(),
      authors: z.array(entityRef).max(100).optional(),
    })
    .strict(),
  z
    .object({
      ...base,
      kind: z.literal('deprecate'),
      profile: profileName,
      version,
      reason,
      endOfLife: z
        .string()
        .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date, YYYY-MM-DD')
        .optional(),
    })
    .strict(),
  z
    .object({
      ...base,
      kind: z.literal('withdraw'),
      profile: profileName,
      version,
      reason,
      force: z.boolean().optional(),
    })
    .strict(),
]);

/** Reads the body of a proposal or preview. What the client may not set, such as `state` or `proposer`, is refused. */
export function readChangeRequest(body: unknown): ChangeRequest {
  return readInput(changeRequestSchema, body) as ChangeRequest;
}

const existingClusterKinds: readonly string[] = EXISTING_CLUSTER_KINDS;
const bulkSchema = z
  .object({
    requests: z.array(changeRequestSchema).min(1).max(MAX_BULK_REQUESTS),
  })
  .strict()
  .superRefine(({ requests }, refinement) => {
    const seen = new Set<string>();
    requests.forEach((request, index) => {
      if (
        !('cluster' in request) ||
        !existingClusterKinds.includes(request.kind)
      ) {
        refinement.addIssue({
          code: 'custom',
          path: ['requests', index, 'kind'],
          message: `'${request.kind}' cannot be requested in bulk; name one of ${existingClusterKinds.join(', ')}`,
        });
      } else if (request.kind === 'delete' && request.force) {
        refinement.addIssue({
          code: 'custom',
          path: ['requests', index, 'force'],
          message: 'deletions are forced one by one; propose it alone',
        });
      } else if (seen.has(request.cluster)) {
        refinement.addIssue({
          code: 'custom',
          path: ['requests', index, 'cluster'],
          message: `cluster '${request.cluster}' is named twice; name each once`,
        });
      } else {
        seen.add(request.cluster);
      }
    });
  });

/** Reads the body of a bulk preview or of bulk changes. */
export function readBulkRequest(body: unknown): BulkRequest {
  return readInput(bulkSchema, body) as BulkRequest;
}

const MAX_DEPTH = 64;

/** What no database stores and no recursion survives: NUL characters and endless nesting. */
function refuseUnstorable(input: unknown): void {
  const pending = [{ value: input, depth: 0 }];
  for (const { value, depth } of pending) {
    if (typeof value === 'string' && value.includes('\0')) {
      throw new InputError(
        `The text ${JSON.stringify(value.slice(0, 50))} has a NUL character; leave it out`,
      );
    }
    if (depth > MAX_DEPTH) {
      throw new InputError(
        `The input is nested more than ${MAX_DEPTH} levels deep; flatten it`,
      );
    }
    if (value !== null && typeof value === 'object') {
      for (const part of Object.entries(value).flat()) {
        pending.push({ value: part, depth: depth + 1 });
      }
    }
  }
}

/** Reads input by a schema; each fault is a finding with its JSON pointer. */
export function readInput<T extends z.ZodTypeAny>(
  schema: T,
  input: unknown,
): z.output<T> {
  refuseUnstorable(input);
  const result = schema.safeParse(input);
  if (result.success) {
    return result.data;
  }
  const details: Finding[] = result.error.issues.map(issue => ({
    severity: 'block',
    code: 'invalid-input',
    path: `/${issue.path.join('/')}`,
    message: issue.message,
  }));
  throw Object.assign(
    new InputError(
      details.map(({ path, message }) => `${path}: ${message}`).join('; '),
    ),
    { details },
  );
}
