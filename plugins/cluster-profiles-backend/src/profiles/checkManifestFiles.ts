import { setImmediate } from 'node:timers/promises';
import {
  jsonPointer,
  type Finding,
  type ProfileDocument,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Composer, LineCounter, Parser } from 'yaml';
import { covers } from './rules/checkFiles';
import { MANIFEST } from './rules/checkManifests';

/** Manifests are YAML to the end: what no engine could read is found before anybody approves it. */
export async function checkManifestFiles(options: {
  document: ProfileDocument;
  files: ReadonlyMap<string, Uint8Array>;
}): Promise<Finding[]> {
  const { document, files } = options;
  const findings: Finding[] = [];
  for (const [file, content] of files) {
    const owner = document.spec.layers.find(
      ({ source }) =>
        source?.type === 'manifests' && covers(source.path ?? '', file),
    );
    const problem =
      owner &&
      MANIFEST.test(file) &&
      (await findProblem(Buffer.from(content).toString('utf8')));
    if (problem) {
      findings.push({
        severity: 'block',
        code: 'manifest-not-yaml',
        path: jsonPointer('/files', file),
        layer: owner.name,
        message: `The file '${file}' of layer '${owner.name}' is not valid YAML: ${problem}`,
        remedy: 'Correct it; quote a text that starts with * or &',
      });
    }
  }
  return findings;
}

async function findProblem(text: string): Promise<string | undefined> {
  const lines = new LineCounter();
  const tokens = new Parser(lines.addNewLine).parse(text);
  const composer = new Composer({
    merge: true,
    // The library compares all pairs of keys, which takes minutes on a large map.
    uniqueKeys: false,
    logLevel: 'silent',
  });
  try {
    for (const document of composer.compose(tokens)) {
      // Files may be large: others have their turn in between.
      await setImmediate();
      const [error] = document.errors;
      if (error) {
        return `${error.message} (line ${lines.linePos(error.pos[0]).line})`;
      }
      // Aliases are followed only here, and may lead nowhere.
      document.toJS();
    }
  } catch (error) {
    return (error as Error).message;
  }
  return undefined;
}
