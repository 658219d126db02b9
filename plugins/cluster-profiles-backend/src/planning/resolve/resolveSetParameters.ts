import type {
  LayerDriftException,
  SetParametersRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { refuseAny } from '../refuse';
import type { BaseFacts, Resolved } from '../types';
import { chosenProfile, withProfile } from './chosenProfile';
import { keyOf } from './driftRules';
import { intentOf } from './intentOf';
import { validateParameters } from './parameterSchema';
import { settle } from './settle';
import type { Intent } from './types';

export function resolveSetParameters(
  request: SetParametersRequest,
  facts: BaseFacts,
): Resolved {
  const intent = intentOf(facts.base.desired, facts.versions);
  const { version, parameters } = chosenProfile(intent, request.profile);
  return settle(
    {
      ...withProfile(intent, {
        version,
        parameters: validateParameters({
          version,
          parameters: { ...parameters, ...request.parameters },
          path: '/parameters',
        }),
      }),
      follow: request.follow ?? intent.follow,
      driftModes: { ...intent.driftModes, ...request.driftModes },
      driftExceptions: exceptionsAfter(request, intent),
    },
    {
      facts,
      driftModes: request.driftModes,
      driftExceptions: request.driftExceptions,
    },
  );
}

function exceptionsAfter(
  request: SetParametersRequest,
  { driftExceptions: before = [] }: Intent,
): LayerDriftException[] {
  const { driftExceptions: come = [], endDriftExceptions: end = [] } = request;
  const known = new Set(before.map(keyOf));
  refuseAny(
    'input',
    end.flatMap((exception, index) =>
      known.has(keyOf(exception))
        ? []
        : [
            {
              code: 'drift-exception-unknown',
              message: `The cluster itself has no exception for ${exception.path} of ${exception.object} in layer "${exception.layer}".`,
              path: `/endDriftExceptions/${index}`,
              remedy:
                'Leave it out; an exception of its profile ends with a version of the profile.',
            },
          ],
    ),
  );
  const gone = new Set([...come, ...end].map(keyOf));
  return [...before.filter(entry => !gone.has(keyOf(entry))), ...come];
}
