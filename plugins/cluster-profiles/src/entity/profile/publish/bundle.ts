import { isMap, parseAllDocuments } from 'yaml';
import type { PublishRequest } from '@cluster-profiles/plugin-cluster-profiles-common';

export type Bundle = NonNullable<PublishRequest['bundle']>;

/** What the backend takes unless it is configured otherwise. */
export const MOST_BYTES = 2 * 1024 * 1024;
export const MOST_FILES = 200;

const DOCUMENT_NAME = /(^|\/)profile\.ya?ml$/;

/** A chosen file: `path` is below the chosen folder. */
export interface ChosenFile {
  path: string;
  size: number;
  text(): Promise<string>;
}

/** What a browser hands over, without hidden files; the name of the chosen folder is no part of a path. */
export function chosenFiles(files: Iterable<File>): ChosenFile[] {
  return [...files]
    .map(file => ({
      path: file.webkitRelativePath
        ? file.webkitRelativePath.split('/').slice(1).join('/')
        : file.name,
      size: file.size,
      text: () => textOf(file),
    }))
    .filter(({ path }) => !path.split('/').some(part => part.startsWith('.')));
}

/** The profile document of a folder and everything below its place; says what does not fit, and what to do. */
export async function readFolder(
  files: readonly ChosenFile[],
): Promise<Bundle> {
  const documents = files
    .filter(({ path }) => DOCUMENT_NAME.test(path))
    .sort((a, b) => a.path.split('/').length - b.path.split('/').length);
  const [main, other] = documents;
  if (!main) {
    throw new Error(
      'The folder has no profile.yaml. Choose the folder that holds it.',
    );
  }
  const depth = (path: string) => path.split('/').length;
  if (other && depth(other.path) === depth(main.path)) {
    throw new Error(
      `The folder has several profiles: ${documents.map(({ path }) => path).join(', ')}. Choose the folder of one.`,
    );
  }
  const folder = main.path.replace(/[^/]*$/, '');
  const rest = files.filter(
    file => file !== main && file.path.startsWith(folder),
  );
  if (rest.length > MOST_FILES) {
    throw new Error(
      `The folder has ${rest.length} files beside the profile; a bundle has at most ${MOST_FILES}. Choose the folder of the profile alone.`,
    );
  }
  const bytes = [main, ...rest].reduce((sum, { size }) => sum + size, 0);
  requireSize(bytes, 'The folder has');
  const contents = await Promise.all(
    rest.map(
      async file =>
        [`./${file.path.slice(folder.length)}`, await file.text()] as const,
    ),
  );
  return { document: await main.text(), files: Object.fromEntries(contents) };
}

/** Why a document is not the one to publish here; the rest the backend checks. */
export function documentError(
  document: string,
  name: string,
): string | undefined {
  const bytes = new Blob([document]).size;
  if (bytes > MOST_BYTES) {
    return sizeError(bytes, 'The document has');
  }
  const parsed = parseAllDocuments(document);
  const documents = Array.isArray(parsed) ? parsed : [];
  if (documents.length !== 1) {
    return documents.length === 0
      ? 'The document is empty.'
      : `The text holds ${documents.length} YAML documents; a bundle has one.`;
  }
  const [{ errors, contents }] = documents;
  if (errors.length > 0) {
    return `The document is no YAML: ${errors[0].message.split('\n')[0]}`;
  }
  const found = isMap(contents)
    ? contents.getIn(['metadata', 'name'])
    : undefined;
  return found === name
    ? undefined
    : `The document is of ${found ? `the profile ${found}` : 'no profile'}; this page publishes ${name}.`;
}

/** The text of a file, which must be UTF-8. */
export async function textOf(file: File): Promise<string> {
  requireSize(file.size, `${file.name} has`);
  const text = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () =>
      reject(new Error(`${file.name} cannot be read. Choose it again.`));
    reader.readAsText(file);
  });
  // What is not UTF-8 was read as replacement characters.
  if (text.includes('\ufffd') || text.includes('\u0000')) {
    throw new Error(
      `${file.name} is no UTF-8 text. A bundle holds text files only.`,
    );
  }
  return text;
}

function requireSize(bytes: number, what: string): void {
  if (bytes > MOST_BYTES) {
    throw new Error(sizeError(bytes, what));
  }
}

function sizeError(bytes: number, what: string): string {
  const mebibytes = (bytes / 1024 / 1024).toFixed(1);
  return `${what} ${mebibytes} MiB; a bundle has at most ${MOST_BYTES / 1024 / 1024} MiB. Leave out what the profile does not refer to.`;
}
