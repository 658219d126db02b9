import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse, stringify } from 'yaml';
import { Failure } from './fail.mjs';
import { root } from './paths.mjs';

const PAGE = 'docs/add-to-your-portal.md';
const COMMANDS = ['in the folder of your portal', 'while the portal runs'];

/** The boxes with a title of the page: files by path, and commands by title. */
export async function readAdopterPage() {
  const text = await readFile(join(root, PAGE), 'utf8');
  const files = [];
  const commands = {};
  for (const [, title, content] of text.matchAll(
    /^```\w+ title="([^"]+)"\n([^]*?)^```$/gm,
  )) {
    if (COMMANDS.includes(title)) {
      commands[title] = content.trim().split('\n');
    } else {
      files.push({ path: title, content });
    }
  }
  const missing = COMMANDS.find(title => !commands[title]);
  if (missing || !files.length) {
    throw new Failure(`${PAGE} has no box "${missing ?? 'of a file'}".`);
  }
  return { files, commands };
}

/** Does to a file of the portal what the page says. */
export async function applyBox(portal, { path, content }) {
  const file = join(portal, path);
  const existing = await readFile(file, 'utf8').catch(() => undefined);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, combine(path, existing, content));
}

function combine(path, existing, content) {
  if (existing === undefined) {
    return content;
  }
  if (path.endsWith('.yaml')) {
    return stringify(merge(parse(existing), parse(content)));
  }
  const start = 'backend.start();';
  if (existing.includes(start)) {
    return existing.replace(start, `${content}\n${start}`);
  }
  throw new Failure(`${PAGE} changes ${path}, which is not as expected.`);
}

/** Lists are continued, objects merged. */
function merge(before, added) {
  if (Array.isArray(before) && Array.isArray(added)) {
    return [...before, ...added];
  }
  if (isObject(before) && isObject(added)) {
    const merged = { ...before };
    for (const [key, value] of Object.entries(added)) {
      merged[key] = merge(before[key], value);
    }
    return merged;
  }
  return added;
}

const isObject = value =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
