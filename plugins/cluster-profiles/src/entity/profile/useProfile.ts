import { useApi } from '@backstage/core-plugin-api';
import type { ProfileSummary } from '@cluster-profiles/plugin-cluster-profiles-common';
import semver from 'semver';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { describeError } from '../../components/ErrorNotice/ErrorNotice';
import { useLoad, type Load } from '../../hooks/useLoad';
import { useSubjectSignal } from '../../hooks/useSubjectSignal';

/** A profile with its versions, the newest first. A draft that was never published is a profile without versions. */
export function useProfile(name: string): Load<ProfileSummary> {
  const api = useApi(clusterProfilesApiRef);
  const load = useLoad({
    key: name,
    load: async signal => {
      try {
        const profile = await api.getProfile(name, { signal });
        return {
          ...profile,
          versions: [...profile.versions].sort((a, b) =>
            semver.rcompare(a.version, b.version),
          ),
        };
      } catch (error) {
        if (describeError(error as Error).name === 'NotFoundError') {
          return unpublished(name);
        }
        throw error;
      }
    },
  });
  useSubjectSignal({ subject: 'profile', name }, load.reload);
  return load;
}

function unpublished(name: string): ProfileSummary {
  return {
    name,
    type: 'full-stack',
    owner: '',
    lifecycle: '',
    versions: [],
    use: { allowed: false },
    // The backend answers when a publication is proposed.
    propose: { allowed: true },
    approvals: [],
  };
}
