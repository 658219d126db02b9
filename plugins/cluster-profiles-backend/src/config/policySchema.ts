import { z } from 'zod/v3';
import { findWindowFault } from '../policies/maintenanceWindows';
import { readLocalTime } from '../policies/localTime';
import {
  accessRole,
  group,
  kind,
  name,
  oneOrMore,
  rollbackClass,
  stage,
  user,
} from './schemaParts';

export const maintenanceWindow = z
  .object({
    cron: z.string(),
    durationMinutes: z
      .number()
      .int()
      .min(1)
      .max(31 * 24 * 60),
    timeZone: z.string().default('UTC'),
  })
  .strict()
  .superRefine((window, context) => {
    const fault = findWindowFault(window);
    if (fault) {
      context.addIssue({ code: 'custom', ...fault });
    }
  });

const match = z
  .object({
    kind: oneOrMore(kind).optional(),
    stage: oneOrMore(stage).optional(),
    target: oneOrMore(z.string()).optional(),
    cluster: oneOrMore(z.string()).optional(),
    profile: oneOrMore(z.string()).optional(),
    lifecycle: oneOrMore(z.string()).optional(),
    owner: oneOrMore(group).optional(),
    rollbackClass: oneOrMore(rollbackClass).optional(),
    role: oneOrMore(accessRole).optional(),
    repository: oneOrMore(z.string()).optional(),
    nodesAtLeast: z.number().int().positive().optional(),
    drifted: z.boolean().optional(),
  })
  .strict()
  .default({});

const days = z.number().int().min(1).max(3650);

/** What a policy may say. */
const SAYS = [
  'require',
  'exclude',
  'windows',
  'lifetime',
  'expiryHours',
] as const;

export const policy = z
  .object({
    name: z.string(),
    match,
    require: z
      .array(
        z
          .object({ group, approvals: z.number().int().min(1).default(1) })
          .strict(),
      )
      .optional(),
    allowUnapprovedProduction: z.boolean().optional(),
    exclude: z.array(user).optional(),
    windows: z.array(maintenanceWindow).min(1).optional(),
    lifetime: z
      .object({
        defaultDays: days.optional(),
        maximumDays: days.optional(),
      })
      .strict()
      .refine(
        ({ defaultDays = 0, maximumDays = defaultDays }) =>
          defaultDays <= maximumDays,
        { path: ['defaultDays'], message: 'is more than maximumDays' },
      )
      .optional(),
    expiryHours: z.number().positive().optional(),
    reason: z.string().optional(),
  })
  .strict()
  .superRefine(({ match: { stage: stages }, ...rest }, context) => {
    if (!SAYS.some(field => rest[field] !== undefined)) {
      context.addIssue({
        code: 'custom',
        path: ['require'],
        message: `is missing; a policy names one of ${SAYS.join(', ')}`,
      });
    }
    const onlyProduction = stages?.every(it => it === 'production');
    if (
      onlyProduction &&
      rest.require?.length === 0 &&
      !rest.allowUnapprovedProduction
    ) {
      context.addIssue({
        code: 'custom',
        path: ['require'],
        message:
          'is empty for production; name a group, or set allowUnapprovedProduction: true',
      });
    }
  });

export const freeze = z
  .object({
    name,
    from: z.string(),
    to: z.string(),
    timeZone: z.string().default('UTC'),
    reason: z.string().min(1),
    match,
    allow: z.array(kind).default([]),
  })
  .strict()
  .transform(({ timeZone, ...rest }, context) => {
    const [from, to] = (['from', 'to'] as const).map(field => {
      const read = readLocalTime(rest[field], timeZone);
      if (!read) {
        context.addIssue({
          code: 'custom',
          path: [field],
          message: `'${rest[field]}' is no time in '${timeZone}', such as 2026-12-20T18:00 in Europe/Berlin`,
        });
      }
      return read ?? '';
    });
    if (from && to && to <= from) {
      context.addIssue({
        code: 'custom',
        path: ['to'],
        message: 'is not after from',
      });
    }
    return { ...rest, from, to };
  });

export const ownerLimit = z
  .object({
    name,
    owner: oneOrMore(group).optional(),
    target: oneOrMore(z.string()).optional(),
    stage: oneOrMore(stage).optional(),
    clusters: z.number().int().min(0).optional(),
    nodes: z.number().int().min(0).optional(),
  })
  .strict()
  .refine(
    ({ clusters, nodes }) => clusters !== undefined || nodes !== undefined,
    { message: 'limits nothing; name clusters or nodes' },
  );

/** Names of targets and repositories that are configured nowhere: what matches nothing is no rule. */
export function findUnknownNames(config: {
  targets: ReadonlyArray<{ name: string }>;
  repositories: ReadonlyArray<{ name: string }>;
  policies: ReadonlyArray<{ match: Names }>;
  freezes: ReadonlyArray<{ match: Names }>;
  ownerLimits: readonly Names[];
}): string[] {
  const known = { target: config.targets, repository: config.repositories };
  const check = (path: string, names: Names) =>
    (['target', 'repository'] as const).flatMap(field =>
      (names[field] ?? [])
        .filter(wanted => !known[field].some(it => it.name === wanted))
        .map(
          wanted =>
            `clusterProfiles.${path}.${field}: there is no ${field} '${wanted}'`,
        ),
    );
  return [
    ...config.policies.flatMap((it, index) =>
      check(`policies.${index}.match`, it.match),
    ),
    ...config.freezes.flatMap((it, index) =>
      check(`freezes.${index}.match`, it.match),
    ),
    ...config.ownerLimits.flatMap((it, index) =>
      check(`ownerLimits.${index}`, it),
    ),
  ];
}

interface Names {
  target?: string[];
  repository?: string[];
}
