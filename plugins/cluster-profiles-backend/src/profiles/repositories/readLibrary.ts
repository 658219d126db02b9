import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError, stringifyError } from '@backstage/errors';
import type { JsonObject, JsonValue } from '@backstage/types';
import type { LayerKind } from '@cluster-profiles/plugin-cluster-profiles-common';
import fs from 'node:fs/promises';
import path from 'node:path';
import semver from 'semver';
import { parse } from 'yaml';
import { z } from 'zod/v3';
import { compileSchema } from '../compileSchema';

/** A version of a component, and the chart, image or release that it stands for. */
export interface LibraryVersion {
  version: string;
  upstream: { type: 'helm' | 'oci' | 'image' | 'release' } & JsonObject;
  /** Semver range of Kubernetes versions that it works with. */
  kubernetes?: string;
}

/** A component of a library. */
export interface LibraryLayer {
  name: string;
  title: string;
  kind: LayerKind;
  category?: string;
  description?: string;
  homepage?: string;
  /** JSON Schema (draft 7) of the values. */
  valuesSchema?: JsonObject;
  /** Values that work well together. */
  presets: Array<{ name: string; title: string; values: JsonObject }>;
  versions: LibraryVersion[];
  /** Text of the files that `layer.yaml` refers to, by their path there. */
  files: Record<string, string>;
}

const range = z
  .string()
  .refine(text => semver.validRange(text) !== null, 'must be a semver range');
const file = z.string().regex(/^\.\//, 'must start with ./');

const layerSchema = z
  .object({
    name: z.string().min(1).max(253),
    title: z.string().min(1),
    kind: z.enum(['os', 'kubernetes', 'network', 'storage', 'addon']),
    category: z.string().min(1).optional(),
    description: z.string().optional(),
    homepage: z.string().url().optional(),
    valuesSchema: file.optional(),
    presets: file.optional(),
    versions: z
      .array(
        z
          .object({
            version: z.string({
              invalid_type_error: 'must be a quoted string',
            }),
            upstream: z.discriminatedUnion('type', [
              z
                .object({
                  type: z.enum(['helm', 'oci']),
                  url: z.string(),
                  chart: z.string(),
                  version: z.string(),
                })
                .strict(),
              z
                .object({ type: z.literal('image'), image: z.string() })
                .strict(),
              z
                .object({ type: z.literal('release'), url: z.string() })
                .strict(),
            ]),
            kubernetes: range.optional(),
          })
          .strict(),
      )
      .min(1),
  })
  .strict();

const presetsSchema = z.array(
  z
    .object({ name: z.string(), title: z.string(), values: z.record(z.any()) })
    .strict(),
);

/** Reads every folder that has a `layer.yaml`. What is wrong is refused with the name of the file and the field. */
export async function readLibrary(
  folder: string,
): Promise<Map<string, LibraryLayer>> {
  const layers = new Map<string, LibraryLayer>();
  for (const entry of await listFolders(folder)) {
    const root = path.join(folder, entry);
    const text = await readIfThere(path.join(root, 'layer.yaml'));
    if (text === undefined) {
      continue;
    }
    const layer = await readLayer(root, text);
    if (layers.has(layer.name)) {
      throw new InputError(
        `${root}/layer.yaml: the library has another layer named '${layer.name}'; names must differ`,
      );
    }
    layers.set(layer.name, layer);
  }
  return layers;
}

async function listFolders(folder: string): Promise<string[]> {
  try {
    const entries = await fs.readdir(folder, { withFileTypes: true });
    return entries
      .filter(entry => entry.isDirectory())
      .map(entry => entry.name)
      .sort();
  } catch (error) {
    throw new InputError(
      `The layer library '${folder}' cannot be read; correct 'path' of the repository`,
      error,
    );
  }
}

async function readLayer(root: string, text: string): Promise<LibraryLayer> {
  const place = path.join(root, 'layer.yaml');
  const { valuesSchema, presets, ...layer } = validate(
    layerSchema,
    parseText(text, place),
    place,
  );
  refuseDuplicates(
    layer.versions.map(({ version }) => version),
    place,
  );
  const files: Record<string, string> = {};
  const readReferred = async (reference: string): Promise<JsonValue> => {
    const target = resolveSafeChildPath(root, reference);
    const content = await readIfThere(target);
    if (content === undefined) {
      throw new InputError(`${place}: the file '${reference}' is missing`);
    }
    files[reference] = content;
    return parseText(content, target);
  };
  return {
    ...layer,
    ...(valuesSchema
      ? { valuesSchema: asSchema(await readReferred(valuesSchema), place) }
      : {}),
    presets: presets
      ? validate(presetsSchema, await readReferred(presets), place)
      : [],
    files,
  };
}

function asSchema(value: JsonValue, place: string): JsonObject {
  try {
    compileSchema(value as JsonObject);
  } catch (error) {
    throw new InputError(
      `${place}: valuesSchema is no JSON Schema: ${stringifyError(error)}`,
    );
  }
  return value as JsonObject;
}

function parseText(text: string, place: string): JsonValue {
  try {
    return parse(text);
  } catch (error) {
    throw new InputError(`${place} is not YAML: ${stringifyError(error)}`);
  }
}

function validate<T extends z.ZodTypeAny>(
  schema: T,
  value: unknown,
  place: string,
): z.output<T> {
  const result = schema.safeParse(value);
  if (!result.success) {
    const issues = result.error.issues.map(
      issue => `${issue.path.join('.') || 'the document'} ${issue.message}`,
    );
    throw new InputError(`${place}: ${issues.join('; ')}`);
  }
  return result.data;
}

function refuseDuplicates(versions: string[], place: string): void {
  const twice = versions.find((version, i) => versions.indexOf(version) !== i);
  if (twice !== undefined) {
    throw new InputError(`${place}: version '${twice}' is listed twice`);
  }
}

async function readIfThere(place: string): Promise<string | undefined> {
  try {
    return await fs.readFile(place, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}
