import {
  ACCESS_ROLES,
  MAX_ACCESS_HOURS,
  type AccessRole,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { z } from 'zod/v3';

export const accessRequestSchema = z
  .object({
    role: z.enum(ACCESS_ROLES as [AccessRole, ...AccessRole[]]),
    hours: z.number().int().min(1).max(MAX_ACCESS_HOURS).optional(),
  })
  .strict();
