import {
  jsonPointer,
  type Finding,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { tarHeader } from '../../sources/mirror/tarHeader';
import { covers } from './checkFiles';
import { layerPath, type ProfileRule } from './ProfileRule';

/** What engines read of a folder. */
export const MANIFEST = /\.(ya?ml|json)$/;
const CODE = /\.(jsonnet|libsonnet)$/;

/** Manifests are delivered as they are: YAML or JSON in an archive, and nothing that engines would run. */
export const checkManifests: ProfileRule = ({ document, files }) =>
  document.spec.layers.flatMap(({ name, source }, index): Finding[] => {
    if (source?.type !== 'manifests' || source.path === undefined) {
      return [];
    }
    const about = {
      severity: 'block',
      path: layerPath(index, '/source/path'),
      layer: name,
    } as const;
    const own = [...files].filter(file => covers(source.path!, file));
    const code = own.filter(file => CODE.test(file));
    if (code.length > 0) {
      return [
        {
          ...about,
          code: 'manifests-with-code',
          message: `Layer '${name}' has files that would be run rather than delivered: ${code.join(', ')}`,
          remedy: 'Add what they make instead',
        },
      ];
    }
    const tooLong = own.filter(file => !tarHeader(file, 0));
    if (tooLong.length > 0) {
      return tooLong.map(file => ({
        ...about,
        code: 'manifest-path-too-long',
        path: jsonPointer('/files', file),
        message: `The path '${file}' of layer '${name}' is too long for the archive that manifests are delivered in`,
        remedy:
          'Use at most 100 characters for the name of a file, and 155 for its folders',
      }));
    }
    return own.length === 0 || own.some(file => MANIFEST.test(file))
      ? []
      : [
          {
            ...about,
            code: 'no-manifests',
            message: `None of the files of layer '${name}' is a manifest`,
            remedy: 'Use files that end in .yaml, .yml or .json',
          },
        ];
  });
