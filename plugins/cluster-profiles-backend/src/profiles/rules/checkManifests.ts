import type { Finding } from '@cluster-profiles/plugin-cluster-profiles-common';
import { covers } from './checkFiles';
import { layerPath, type ProfileRule } from './ProfileRule';

const MANIFEST = /\.(ya?ml|json)$/;
const CODE = /\.(jsonnet|libsonnet)$/;

/** Manifests are delivered as they are: YAML or JSON, and nothing that engines would run. */
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
