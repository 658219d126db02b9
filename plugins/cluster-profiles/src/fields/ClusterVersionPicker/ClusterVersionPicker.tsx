import { useEffect } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import {
  mainProfile,
  type ProfileVersionSummary,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Badge, Text } from '@backstage/ui';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { FormField } from '../../components/PageContent/PageContent';
import { Loaded } from '../../components/Loaded/Loaded';
import { KubernetesVersion } from '../../components/KubernetesVersion/KubernetesVersion';
import { RadioCards } from '../../components/RadioCards/RadioCards';
import { ReleaseNotes } from '../../components/ReleaseNotes/ReleaseNotes';
import { newerVersions } from '../../components/newerVersions';
import { useLoad } from '../../hooks/useLoad';
import { choiceErrors } from '../choiceErrors';
import { useEmptyChoice } from '../useEmptyChoice';
import { formDataOf } from '../formData';

type Props = FieldExtensionComponentProps<string, {}>;

/** Published versions of the cluster's profile that are newer than what it runs. */
export function ClusterVersionPicker(props: Props) {
  useEmptyChoice(props);
  const api = useApi(clusterProfilesApiRef);
  const { cluster } = formDataOf(props.formContext);
  const load = useLoad({
    key: cluster ?? '',
    load: async signal => {
      if (!cluster) {
        return null;
      }
      const detail = await api.getCluster(cluster, { signal });
      const main = mainProfile(detail);
      const profile = main && (await api.getProfile(main.name, { signal }));
      return {
        main,
        versions: profile ? newerVersions(profile.versions, main.version) : [],
      };
    },
  });
  return (
    <FormField>
      <Loaded load={load} what="The versions">
        {found => {
          if (!found) {
            return <Text>Choose a cluster first.</Text>;
          }
          const { main, versions } = found;
          if (!main) {
            return (
              <Text>{cluster} was imported: no profile brings its base.</Text>
            );
          }
          return versions.length === 0 ? (
            <Text>
              {`${cluster} runs the newest version of ${main.name}, ${main.version}.`}
            </Text>
          ) : (
            <Cards
              {...props}
              running={`${main.name} ${main.version}`}
              versions={versions}
            />
          );
        }}
      </Loaded>
    </FormField>
  );
}

function Cards(
  props: Props & { running: string; versions: ProfileVersionSummary[] },
) {
  const { versions, formData, onChange, schema, running } = props;
  const selected = versions.find(({ version }) => version === formData);
  const newest = versions[0].version;

  // The newest is what most want; a version of another cluster's profile means nothing here.
  useEffect(() => {
    if (!selected) {
      onChange(newest);
    }
  }, [selected, newest, onChange]);

  return (
    <RadioCards
      label={schema.title ?? 'Version'}
      description={schema.description ?? `Runs ${running} now.`}
      isRequired={props.required}
      disabled={props.disabled}
      errors={choiceErrors(props.rawErrors, 'Choose a version')}
      value={selected?.version}
      onChange={onChange}
      cards={versions.map(
        ({
          version,
          releaseNotes,
          kubernetesVersion,
          kubernetesEndOfLife,
        }) => ({
          value: version,
          title: version,
          badge: version === newest && <Badge>newest</Badge>,
          description: releaseNotes && (
            <ReleaseNotes text={releaseNotes} version={version} />
          ),
          facts: kubernetesVersion && (
            <span>
              {'Kubernetes '}
              <KubernetesVersion
                inline
                version={kubernetesVersion}
                endOfLife={kubernetesEndOfLife}
              />
            </span>
          ),
        }),
      )}
    />
  );
}
