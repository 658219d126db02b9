import type { Request } from 'express';
import { z } from 'zod/v3';
import { readInput } from './requestSchema';

const schema = z.string().min(8).max(255).optional();

export function readIdempotencyKey(request: Request): string | undefined {
  return readInput(schema, request.header('Idempotency-Key'));
}
