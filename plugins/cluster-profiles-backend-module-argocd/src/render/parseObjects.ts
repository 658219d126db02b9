import { createHmac, randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { JsonObject, JsonValue } from '@backstage/types';
import {
  isJsonObject,
  objectsAt,
  textAt,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import { ProviderRefusedError } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { RenderedObject } from '@cluster-profiles/plugin-cluster-profiles-node';
import { parseDocument } from 'yaml';

const MOST_OBJECTS = 5_000;
/** What helm says above each document, and `readManifests` above each file. */
const SOURCE = /^# Source: (.+)$/m;
/** Tells equal secrets from others while the process runs; says nothing of what they are. */
const SALT = randomBytes(32);

/**
 * The objects of a text of YAML documents, lists taken apart. Of what Secrets hold only a keyed digest is left. Errors:
 * `ProviderRefusedError` for what is no YAML, with its file.
 */
export async function parseObjects(text: string): Promise<RenderedObject[]> {
  const objects: RenderedObject[] = [];
  let file: string | undefined;
  for (const part of text.split(/^---.*$/m)) {
    // Large charts are told in documents of moderate size: others have their turn in between.
    await setImmediate();
    file = SOURCE.exec(part)?.[1] ?? file;
    objects.push(...toObjects(parse(part, file)).map(withoutSecrets));
    if (objects.length > MOST_OBJECTS) {
      throw new ProviderRefusedError(
        `it renders more than ${MOST_OBJECTS} objects`,
      );
    }
  }
  return objects;
}

function parse(text: string, file: string | undefined): unknown {
  try {
    const document = parseDocument(text, {
      merge: true,
      uniqueKeys: false,
      logLevel: 'silent',
    });
    const [error] = document.errors;
    if (error) {
      throw error;
    }
    // Aliases are followed only here, and may lead nowhere.
    return document.toJS();
  } catch (error) {
    throw new ProviderRefusedError(
      `it renders what is no YAML${file ? ` (${file})` : ''}: ${(error as Error).message.split('\n')[0]}`,
    );
  }
}

function toObjects(value: unknown): RenderedObject[] {
  if (!isJsonObject(value)) {
    return [];
  }
  const kind = textAt(value, ['kind']);
  const apiVersion = textAt(value, ['apiVersion']);
  const name =
    textAt(value, ['metadata', 'name']) ||
    textAt(value, ['metadata', 'generateName']);
  if (kind.endsWith('List') && Array.isArray(value.items)) {
    return objectsAt(value, ['items']).flatMap(toObjects);
  }
  if (!kind || !apiVersion || !name) {
    return [];
  }
  return [
    {
      ...value,
      apiVersion,
      kind,
      metadata: { ...(value.metadata as JsonObject), name },
    },
  ];
}

function withoutSecrets(object: RenderedObject): RenderedObject {
  if (object.kind !== 'Secret' || object.apiVersion !== 'v1') {
    return object;
  }
  const hidden = { ...object };
  for (const field of ['data', 'stringData']) {
    const entries = object[field];
    if (isJsonObject(entries)) {
      hidden[field] = Object.fromEntries(
        Object.entries(entries).map(([key, value]) => [key, toDigest(value)]),
      );
    }
  }
  return hidden;
}

function toDigest(value: JsonValue | undefined): string {
  return createHmac('sha256', SALT)
    .update(JSON.stringify(value ?? null))
    .digest('hex');
}
