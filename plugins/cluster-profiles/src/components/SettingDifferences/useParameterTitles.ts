import { useApi } from '@backstage/core-plugin-api';
import type { JsonObject } from '@backstage/types';
import type { ProfileReference } from '@cluster-profiles/plugin-cluster-profiles-common';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { useLoad } from '../../hooks/useLoad';
import type { ParameterTitles } from './settingTitle';

const NO_TITLES: ParameterTitles = {};

/** Titles that the schemas of these versions give to parameters. Names do while they load, and where they cannot be read. */
export function useParameterTitles(
  profiles: readonly ProfileReference[],
): ParameterTitles {
  const api = useApi(clusterProfilesApiRef);
  const load = useLoad({
    key: JSON.stringify(profiles.map(({ name, version }) => [name, version])),
    load: async signal =>
      Object.fromEntries(
        await Promise.all(
          profiles.map(async ({ name, version }) => {
            const { document } = await api.getProfileVersion(name, version, {
              signal,
            });
            return [name, titlesOf(document.spec.parameters)] as const;
          }),
        ),
      ),
  });
  return load.value ?? NO_TITLES;
}

function titlesOf(schema: JsonObject | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries((schema?.properties ?? {}) as JsonObject).flatMap(
      ([name, property]) => {
        const title = (property as JsonObject | null)?.title;
        return typeof title === 'string' ? [[name, title]] : [];
      },
    ),
  );
}
