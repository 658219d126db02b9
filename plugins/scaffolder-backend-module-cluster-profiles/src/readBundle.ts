import { promises as fs } from 'node:fs';
import { basename, dirname, posix } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError, isError } from '@backstage/errors';
import type { PublishRequest } from '@cluster-profiles/plugin-cluster-profiles-common';
import { parse } from 'yaml';

/** Far above what the API takes by default: only keeps a mistaken path from filling the memory. */
const MOST_BYTES = 32 * 1024 * 1024;

/**
 * Reads a profile document of the workspace and the files that it refers to: each text in it that starts with `./` and is a
 * file, or a folder with all that it holds. What does not exist is left out; the API reports it beside its field.
 */
export async function readBundle(options: {
  workspace: string;
  /** The document, or the folder that holds `profile.yaml`. */
  path: string;
}): Promise<NonNullable<PublishRequest['bundle']>> {
  const given = resolveSafeChildPath(options.workspace, options.path);
  const kind = await kindOf(given);
  if (!kind) {
    throw new InputError(`path: there is no ${options.path} in the workspace`);
  }
  const folder = kind === 'folder' ? given : dirname(given);
  const name = kind === 'folder' ? 'profile.yaml' : basename(given);
  if (!(await kindOf(resolveSafeChildPath(folder, name)))) {
    throw new InputError(
      `path: ${options.path} holds no profile.yaml; name the profile document itself`,
    );
  }

  let bytes = 0;
  const read = async (path: string) => {
    const content = await fs.readFile(resolveSafeChildPath(folder, path));
    bytes += content.length;
    if (bytes > MOST_BYTES) {
      throw new InputError(
        `path: the bundle of ${options.path} is larger than ${MOST_BYTES} bytes`,
      );
    }
    return textOf(content, path);
  };

  const document = await read(name);
  const files: Record<string, string> = {};
  for (const reference of references(document, name)) {
    for (const file of await filesAt(folder, reference)) {
      files[`./${file}`] ??= await read(file);
    }
  }
  return { document, files };
}

/** Texts of the document that start with `./`, normalised. */
function references(document: string, name: string): string[] {
  let content: unknown;
  try {
    content = parse(document, { maxAliasCount: 100 });
  } catch (error) {
    throw new InputError(`${name} is not YAML`, error);
  }
  const found = new Set<string>();
  const todo = [content];
  while (todo.length > 0) {
    const value = todo.pop();
    if (typeof value === 'string' && value.startsWith('./')) {
      found.add(posix.normalize(value).replace(/\/$/, ''));
    } else if (typeof value === 'object' && value !== null) {
      todo.push(...Object.values(value));
    }
  }
  found.delete('.');
  return [...found].sort();
}

/** Paths of the files, relative to the folder. Symbolic links are left out, and refused where they lead outside. */
async function filesAt(folder: string, path: string): Promise<string[]> {
  const absolute = resolveSafeChildPath(folder, path);
  switch (await kindOf(absolute)) {
    case 'file':
      return [path];
    case 'folder': {
      const names = (await fs.readdir(absolute)).sort();
      const files = await Promise.all(
        names.map(name => filesAt(folder, posix.join(path, name))),
      );
      return files.flat();
    }
    default:
      return [];
  }
}

async function kindOf(path: string): Promise<'file' | 'folder' | undefined> {
  try {
    const stats = await fs.lstat(path);
    if (stats.isDirectory()) {
      return 'folder';
    }
    return stats.isFile() ? 'file' : undefined;
  } catch (error) {
    if (isError(error) && /^(ENOENT|ENOTDIR)$/.test(String(error.code))) {
      return undefined;
    }
    throw error;
  }
}

function textOf(content: Buffer, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    throw new InputError(
      `${path} is not a UTF-8 text; a bundle holds texts only`,
    );
  }
}
