import type { JsonObject } from '@backstage/types';
import { parse } from 'yaml';
import { z } from 'zod/v3';
import { SourceError } from '../SourceError';
import { unpack, UNPACK_LIMITS, type UnpackLimits } from './unpack';

/** Of a file that is read. */
const MAX_TEXT = 2 * 1024 * 1024;

const metadataSchema = z.object({
  apiVersion: z.string().default('v1'),
  name: z.string(),
  version: z.string(),
  type: z.string().nullish(),
  deprecated: z.boolean().nullish(),
  kubeVersion: z.string().nullish(),
  dependencies: z.array(z.object({ name: z.string() })).nullish(),
});
const requirementsSchema = z.object({
  dependencies: z.array(z.object({ name: z.string() })).nullish(),
});

/** A packed chart, as far as it tells what it is. */
export interface Chart {
  metadata: z.output<typeof metadataSchema>;
  /** Names of charts that it says it needs. */
  dependencies: string[];
  /** Its defaults. */
  values: JsonObject;
  /** JSON Schema of the values, as text. */
  valuesSchema?: string;
  /** Paths below the folder of the chart. */
  files: ReadonlySet<string>;
}

/** Reads a packed chart. Errors: `SourceError`, `broken` or `too-large`. */
export async function readChart(
  bytes: Uint8Array,
  limits: UnpackLimits = UNPACK_LIMITS,
): Promise<Chart> {
  const all = await unpack(bytes, limits);
  const roots = new Set([...all.keys()].map(path => path.split('/')[0]));
  const [root] = roots;
  if (roots.size !== 1 || !all.has(`${root}/Chart.yaml`)) {
    throw new SourceError(
      'broken',
      'The archive is no chart: it does not hold one folder with a Chart.yaml',
    );
  }
  const files = new Map(
    [...all].map(([path, content]) => [path.slice(root.length + 1), content]),
  );
  const metadata = asMetadata(readYaml(files, 'Chart.yaml'));
  const requirements = requirementsSchema.safeParse(
    readYaml(files, 'requirements.yaml') ?? {},
  );
  const values = readYaml(files, 'values.yaml');
  const valuesSchema = readText(files, 'values.schema.json');
  return {
    metadata,
    dependencies: [
      ...(metadata.dependencies ?? []),
      ...((requirements.success && requirements.data.dependencies) || []),
    ].map(({ name }) => name),
    values: isObject(values) ? values : {},
    ...(valuesSchema === undefined ? {} : { valuesSchema }),
    files: new Set(files.keys()),
  };
}

function asMetadata(value: unknown): Chart['metadata'] {
  const result = metadataSchema.safeParse(value);
  if (!result.success) {
    const fields = result.error.issues.map(
      issue => `${issue.path.join('.') || 'it'} ${issue.message}`,
    );
    throw new SourceError(
      'broken',
      `The Chart.yaml is of no chart: ${fields.join('; ')}`,
    );
  }
  return result.data;
}

function readText(
  files: ReadonlyMap<string, Buffer>,
  path: string,
): string | undefined {
  const content = files.get(path);
  if (content && content.length > MAX_TEXT) {
    throw new SourceError(
      'too-large',
      `The file '${path}' of the chart has more than ${MAX_TEXT} bytes`,
    );
  }
  return content?.toString('utf8').replace(/^\uFEFF/, '');
}

function readYaml(files: ReadonlyMap<string, Buffer>, path: string): unknown {
  const text = readText(files, path);
  try {
    return text === undefined ? undefined : parse(text, { logLevel: 'silent' });
  } catch {
    throw new SourceError(
      'broken',
      `The file '${path}' of the chart is no YAML`,
    );
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
