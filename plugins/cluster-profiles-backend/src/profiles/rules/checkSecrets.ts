import { findLiteralSecrets } from '@cluster-profiles/plugin-cluster-profiles-common';
import { layerPath, type ProfileRule } from './ProfileRule';

/** Values name secrets, and hold none: a version is kept, and shown, for ever. */
export const checkSecrets: ProfileRule = ({ document }) =>
  document.spec.layers.flatMap(({ name, values = {} }, index) =>
    findLiteralSecrets({ path: '', value: values }).map(path => ({
      severity: 'block',
      code: 'values-secret',
      path: layerPath(index, `/values${path}`),
      layer: name,
      message: `${path} of layer '${name}' looks like a secret itself`,
      remedy:
        'Keep it in a Secret where the layer runs, and set the field that names it, such as existingSecret or passwordSecretRef',
    })),
  );
