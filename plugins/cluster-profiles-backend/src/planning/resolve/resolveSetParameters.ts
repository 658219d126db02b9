import type { SetParametersRequest } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { BaseFacts, Resolved } from '../types';
import { chosenProfile, withProfile } from './chosenProfile';
import { intentOf } from './intentOf';
import { validateParameters } from './parameterSchema';
import { settle } from './settle';

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
    },
    { facts, driftModes: request.driftModes },
  );
}
