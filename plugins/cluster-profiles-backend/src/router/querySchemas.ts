import {
  CHANGE_KINDS,
  CLUSTER_SORT_FIELDS,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { z } from 'zod/v3';

const list = z
  .union([z.string(), z.array(z.string())])
  .transform(value => [value].flat())
  .optional();
const flag = z
  .enum(['true', 'false'])
  .transform(value => value === 'true')
  .optional();
const order = z.enum(['asc', 'desc']).optional();

/** As stored, so that texts compare as times do. */
const time = z
  .string()
  .datetime({ offset: true })
  .transform(value => new Date(value).toISOString())
  .optional();

const paging = {
  offset: z.coerce.number().int().min(0).max(1_000_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

export const clusterQuerySchema = z
  .object({
    ...paging,
    search: z.string().max(63).optional(),
    owner: list,
    target: list,
    stage: list,
    phase: list,
    profile: list,
    version: list,
    drift: list,
    layer: list,
    withIssues: flag,
    behind: flag,
    unsupported: flag,
    includeDeleted: flag,
    sort: z.enum(CLUSTER_SORT_FIELDS).optional(),
    order,
  })
  .strict();

export const changeQuerySchema = z
  .object({
    ...paging,
    state: list,
    kind: list,
    subjectKind: z.enum(['cluster', 'profile']).optional(),
    subject: z.string().optional(),
    search: z.string().max(63).optional(),
    stage: list,
    proposer: z.string().optional(),
    waitingForMe: flag,
    order,
  })
  .strict();

export const activityQuerySchema = z
  .object({
    ...paging,
    subjectKind: z.string().optional(),
    subject: z.string().optional(),
    actor: z.string().optional(),
    type: list,
    changeId: z.string().optional(),
    since: time,
    until: time,
    cursor: z.coerce.number().int().min(0).max(2_147_483_647).optional(),
    format: z.enum(['json', 'jsonl', 'csv']).optional(),
  })
  .strict();

export const checkpointQuerySchema = z.object(paging).strict();

export const targetQuerySchema = z
  .object({ profile: z.string().optional(), version: z.string().optional() })
  .strict();

export const typicalTimesQuerySchema = z
  .object({ kind: z.enum(CHANGE_KINDS) })
  .strict();

export const diffQuerySchema = z
  .object({ from: z.string(), to: z.string() })
  .strict();
