import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { root } from './paths.mjs';

/** Links and pictures that lead nowhere, and pages that the navigation leaves out; a text, or nothing when all is well. */
export async function docsLinks() {
  // Not before the packages are installed.
  const { parse } = await import('yaml');
  const pages = (await readdir(join(root, 'docs'), { recursive: true }))
    .filter(file => file.endsWith('.md'))
    .sort();
  const { nav } = parse(await readFile(join(root, 'mkdocs.yml'), 'utf8'));
  const named = new Set(targetsOf(nav));
  const problems = [
    ...pages
      .filter(page => !named.has(page))
      .map(page => `mkdocs.yml: nav does not name ${page}`),
    ...[...named]
      .filter(page => !pages.includes(page))
      .map(page => `mkdocs.yml: nav names ${page}, which is not there`),
  ];
  for (const file of ['README.md', ...pages.map(page => join('docs', page))]) {
    problems.push(...(await brokenLinks(join(root, file))));
  }
  return problems.join('\n');
}

function targetsOf(entries) {
  return entries.flatMap(entry => {
    if (typeof entry === 'string') {
      return entry;
    }
    return Object.values(entry).flatMap(value =>
      Array.isArray(value) ? targetsOf(value) : value,
    );
  });
}

async function brokenLinks(file) {
  const problems = [];
  const text = withoutCode(await readFile(file, 'utf8'));
  for (const [, link] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^[a-z]+:/.test(link)) {
      continue;
    }
    const [path, anchor] = link.split('#');
    const target = path ? resolve(dirname(file), path) : file;
    if (!existsSync(target)) {
      problems.push(`${relative(root, file)}: ${link} is not there`);
    } else if (anchor && !(await anchorsOf(target)).has(anchor)) {
      problems.push(`${relative(root, file)}: ${link} names no heading`);
    }
  }
  return problems;
}

/** Ids that headings get, as GitHub and MkDocs make them. */
async function anchorsOf(file) {
  const text = withoutCode(await readFile(file, 'utf8'), { inline: false });
  return new Set(
    [...text.matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
      title
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

function withoutCode(text, { inline = true } = {}) {
  const prose = text.replaceAll(/^ *```[^]*?^ *```/gm, '');
  return inline ? prose.replaceAll(/`[^`\n]*`/g, '') : prose;
}
