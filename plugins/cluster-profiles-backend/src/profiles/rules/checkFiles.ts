import {
  jsonPointer,
  type Finding,
  type ProfileDocument,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { layerPath, type ProfileRule } from './ProfileRule';

/** Every file that the document refers to is part of the bundle, and nothing else is. */
export const checkFiles: ProfileRule = ({ document, files }) => {
  const references = fileReferences(document);
  return [
    ...references.flatMap(({ reference, path, layer }): Finding[] =>
      [...files].some(file => covers(reference, file))
        ? []
        : [
            {
              severity: 'block',
              code: 'missing-file',
              path,
              ...(layer === undefined ? {} : { layer }),
              message: `The bundle has no file '${reference}'`,
              remedy: 'Add the file, or correct the path',
            },
          ],
    ),
    ...[...files]
      .filter(
        file => !references.some(({ reference }) => covers(reference, file)),
      )
      .map((file): Finding => ({
        severity: 'warn',
        code: 'unused-file',
        path: jsonPointer('/files', file),
        message: `The profile does not refer to the file '${file}'`,
        remedy: 'Leave it out of the bundle',
      })),
  ];
};

/** Files and folders of the bundle that a document names, with the pointer of the field. */
export function fileReferences(
  document: ProfileDocument,
): Array<{ reference: string; path: string; layer?: string }> {
  const { layers, providers = {} } = document.spec;
  return [
    ...layers.flatMap(({ name, source }, index) =>
      source?.type === 'manifests' && source.path !== undefined
        ? [
            {
              reference: source.path,
              path: layerPath(index, '/source/path'),
              layer: name,
            },
          ]
        : [],
    ),
    ...Object.entries(providers).flatMap(([provider, entries]) =>
      entries.flatMap(({ classes }, index) =>
        typeof classes === 'string'
          ? [
              {
                reference: classes,
                path: `${jsonPointer('/spec/providers', provider)}/${index}/classes`,
              },
            ]
          : [],
      ),
    ),
  ];
}

/** Whether a reference to a file or folder means that file. */
export function covers(reference: string, file: string): boolean {
  const folder = reference.endsWith('/') ? reference : `${reference}/`;
  return file === reference || file.startsWith(folder);
}
