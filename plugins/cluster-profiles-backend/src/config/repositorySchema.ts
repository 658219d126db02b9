import { z } from 'zod/v3';
import {
  endpointFields,
  endpointUrl,
  hasWholeCredentials,
  WHOLE_CREDENTIALS,
} from './endpointConfig';

const choiceState = z.enum(['allowed', 'deprecated', 'blocked']);

const common = {
  state: choiceState.default('allowed'),
  choices: z
    .array(
      z
        .object({
          layer: z.string(),
          versions: z.string().optional(),
          state: choiceState,
          reason: z.string().optional(),
        })
        .strict(),
    )
    .default([]),
};

/** A layer repository: a library, or a place on the network. */
export const repositorySchema = (name: z.ZodString) =>
  z
    .discriminatedUnion('type', [
      z
        .object({
          name,
          type: z.literal('library'),
          path: z.string().optional(),
          ...common,
        })
        .strict(),
      z
        .object({
          name,
          type: z.literal('helm'),
          url: endpointUrl('https:', 'http:'),
          ...endpointFields,
          ...common,
        })
        .strict(),
      z
        .object({
          name,
          type: z.literal('oci'),
          url: endpointUrl('oci:'),
          ...endpointFields,
          ...common,
        })
        .strict(),
    ])
    .refine(
      repository =>
        repository.type === 'library' || hasWholeCredentials(repository),
      WHOLE_CREDENTIALS,
    );

/** The registry that pinned bytes are pushed to. */
export const mirrorSchema = z
  .object({ url: endpointUrl('oci:'), ...endpointFields })
  .strict()
  .refine(hasWholeCredentials, WHOLE_CREDENTIALS);
