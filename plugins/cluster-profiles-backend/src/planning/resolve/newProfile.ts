import type { JsonObject } from '@backstage/types';
import type {
  ProfileReference,
  ProfileVersion,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { chooseVersion } from './chooseVersion';
import { expectType } from './chosenProfile';
import { validateParameters } from './parameterSchema';
import type { ChosenProfile } from './types';

/** A profile that a cluster did not run before, with its parameters checked. */
export function newProfile(options: {
  reference: ProfileReference;
  versions: readonly ProfileVersion[];
  role: 'main' | 'add-on';
  parameters?: JsonObject;
  /** Of the reference in the request, and of the parameters. */
  path: string;
  parametersPath: string;
}): ChosenProfile {
  const { reference, versions, role, parameters = {}, path } = options;
  const version = chooseVersion({
    reference,
    versions,
    path,
    forNewUse: true,
  });
  expectType(version, role, path);
  return {
    version,
    parameters: validateParameters({
      version,
      parameters,
      path: options.parametersPath,
    }),
  };
}
