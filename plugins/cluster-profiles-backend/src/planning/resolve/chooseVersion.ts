import {
  upgradeCandidates,
  type ProfileReference,
  type ProfileVersion,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { refuse } from '../refuse';

/** The version that is named; with `forNewUse` it must be published and not deprecated or withdrawn. */
export function chooseVersion(options: {
  reference: ProfileReference;
  versions: readonly ProfileVersion[];
  /** JSON pointer of the reference in the request. */
  path: string;
  forNewUse?: boolean;
}): ProfileVersion {
  const { reference, path } = options;
  const versions = options.versions.filter(
    version => version.profile === reference.name,
  );
  if (versions.length === 0) {
    refuseUnknownProfile(reference.name, path);
  }
  const found = versions.find(({ version }) => version === reference.version);
  if (!found) {
    refuse('not-found', {
      code: 'profile-version-unknown',
      message: `Profile "${reference.name}" has no published version ${reference.version}.`,
      path,
      remedy: newest(versions),
    });
  }
  if (options.forNewUse && found.state !== 'published') {
    const reason = found.stateReason ? ` (${found.stateReason})` : '';
    refuse('input', {
      code: `profile-version-${found.state}`,
      message: `${reference.name} ${reference.version} is ${found.state}${reason}.`,
      path,
      remedy: newest(versions),
    });
  }
  return found;
}

/** Also of a profile that the caller may not see. */
export function refuseUnknownProfile(name: string, path: string): never {
  refuse('not-found', {
    code: 'profile-unknown',
    message: `There is no published profile "${name}".`,
    path,
    remedy: 'Choose one from the list of profiles, or publish it first.',
  });
}

function newest(versions: readonly ProfileVersion[]): string {
  const [latest] = upgradeCandidates({ versions });
  return latest
    ? `The newest published version is ${latest}.`
    : 'It has no version that can be requested now.';
}
