import { driftExceptionProblem } from '@cluster-profiles/plugin-cluster-profiles-common';
import { layerPath, type ProfileRule } from './ProfileRule';

/** Exceptions name a field of an object, say why, and end. */
export const checkDrift: ProfileRule = ({ document }) =>
  document.spec.layers.flatMap((layer, index) =>
    (layer.drift?.exceptions ?? []).flatMap((exception, place) => {
      const problem = driftExceptionProblem(exception);
      return problem
        ? [
            {
              severity: 'block' as const,
              code: 'bad-drift-exception',
              path: layerPath(
                index,
                `/drift/exceptions/${place}/${problem.field}`,
              ),
              layer: layer.name,
              message: `An exception of layer '${layer.name}' for drift does not hold: ${problem.message}`,
              remedy: 'Name an object, a field of it, a reason and an end',
            },
          ]
        : [];
    }),
  );
