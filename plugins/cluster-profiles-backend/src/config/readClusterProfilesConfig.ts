import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { KUBERNETES_END_OF_LIFE } from '@cluster-profiles/plugin-cluster-profiles-common';
import { z } from 'zod/v3';
import type { ClusterProfilesConfig } from './ClusterProfilesConfig';
import {
  findUnknownNames,
  freeze,
  maintenanceWindow,
  ownerLimit,
  policy,
} from './policySchema';
import { mirrorSchema, repositorySchema } from './repositorySchema';
import { group, name, stage } from './schemaParts';

const target = z
  .object({
    name,
    title: z.string().optional(),
    description: z.string().optional(),
    provider: z.string().min(1).max(63),
    addOnEngine: z.string().optional(),
    region: z.string().min(1).max(63),
    stage,
    labels: z.record(z.string()).default({}),
    endpoint: z.string().optional(),
    namespace: z.string().optional(),
    variables: z.record(z.any()).default({}),
    credentials: z.string().optional(),
    limits: z
      .object({
        clusters: z.number().int().positive().optional(),
        nodesPerCluster: z.number().int().positive().optional(),
        nodes: z.number().int().positive().optional(),
      })
      .strict()
      .optional(),
    windows: z.array(maintenanceWindow).min(1).optional(),
  })
  .strict();

const schema = z.object({
  instanceId: z.string().min(1).max(63).optional(),
  platformGroup: group.default('group:default/platform'),
  targets: z.array(target).default([]),
  repositories: z
    .array(repositorySchema(name))
    .default([{ name: 'library', type: 'library' }]),
  mirror: mirrorSchema.optional(),
  policies: z.array(policy).default([]),
  freezes: z.array(freeze).default([]),
  ownerLimits: z.array(ownerLimit).default([]),
  services: z
    .array(z.object({ subject: z.string(), may: z.array(z.string()) }).strict())
    .default([]),
  writes: z.boolean().default(true),
  changes: z
    .object({
      expiryHours: z.number().positive().default(72),
      planMaxAgeHours: z.number().positive().default(24),
      deadlineMinutes: z.number().positive().default(120),
    })
    .strict()
    .default({}),
  lifetime: z
    .object({
      noticeDays: z.array(z.number().int().min(0).max(365)).default([7, 1]),
    })
    .strict()
    .default({}),
  reminders: z
    .object({
      afterHours: z.number().positive().default(24),
      beforeExpiryHours: z.number().positive().default(12),
    })
    .strict()
    .default({}),
  kubernetes: z
    .object({
      endOfLife: z
        .record(
          // YAML makes 1.3 of an unquoted 1.30.
          z
            .string()
            .regex(/^\d+\.\d{2,}$/, 'must be a minor version, such as "1.36"'),
          z
            .string()
            .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day, such as 2027-06-28')
            .refine(day => !Number.isNaN(Date.parse(day)), 'is no day'),
        )
        .default({}),
    })
    .strict()
    .default({})
    .transform(({ endOfLife }) => ({
      endOfLife: { ...KUBERNETES_END_OF_LIFE, ...endOfLife },
    })),
  reconciler: z
    .object({
      convergingSeconds: z.number().positive().default(2),
      restingSeconds: z.number().positive().default(60),
      concurrency: z.number().int().positive().default(10),
      leaseSeconds: z.number().min(5).default(30),
    })
    .strict()
    .default({}),
  collect: z
    .object({ afterDays: z.number().min(0).default(7) })
    .strict()
    .default({}),
  record: z
    .object({
      keys: z
        .array(
          z
            .object({
              id: name,
              file: z.string().optional(),
              value: z.string().optional(),
            })
            .strict(),
        )
        .default([]),
      unsignedUntil: z
        .string()
        .datetime({ message: 'must be a time, such as 2026-03-01T00:00:00Z' })
        .transform(time => new Date(time).toISOString())
        .optional(),
      checkpointMinutes: z.number().int().positive().default(10),
      verifyMinutes: z.number().int().positive().default(60),
      sink: z.object({ file: z.string() }).strict().optional(),
    })
    .strict()
    .default({}),
  seed: z
    .object({ folder: z.string(), proposer: z.string(), approver: z.string() })
    .strict()
    .optional(),
  limits: z
    .object({
      bundleBytes: z
        .number()
        .int()
        .positive()
        .default(2 * 1024 * 1024),
      bundleFiles: z.number().int().positive().default(200),
      requestsPerMinute: z.number().int().positive().default(3000),
      writesPerMinute: z.number().int().positive().default(300),
    })
    .strict()
    .default({}),
});

/** Reads `clusterProfiles`; what is wrong is refused at start with the path of the key. */
export function readClusterProfilesConfig(
  config: Config,
): ClusterProfilesConfig {
  const result = schema.safeParse(config.getOptional('clusterProfiles') ?? {});
  if (!result.success) {
    const issues = result.error.issues.map(
      issue => `clusterProfiles.${issue.path.join('.')}: ${issue.message}`,
    );
    throw new InputError(
      `The configuration does not hold: ${issues.join('; ')}`,
    );
  }
  const read = result.data as ClusterProfilesConfig;
  refuseDuplicates('targets', read.targets);
  refuseDuplicates('repositories', read.repositories);
  refuseDuplicates('policies', read.policies);
  refuseDuplicates('freezes', read.freezes);
  refuseDuplicates('ownerLimits', read.ownerLimits);
  const unknown = findUnknownNames(read);
  if (unknown.length > 0) {
    throw new InputError(
      `The configuration does not hold: ${unknown.join('; ')}`,
    );
  }
  return read;
}

function refuseDuplicates(key: string, items: Array<{ name: string }>): void {
  const seen = new Set<string>();
  for (const item of items) {
    if (seen.has(item.name)) {
      throw new InputError(
        `clusterProfiles.${key} has two entries named '${item.name}'; names must differ`,
      );
    }
    seen.add(item.name);
  }
}
