import { lazy, Suspense } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { JsonObject } from '@backstage/types';
import type { ProfileSummary } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Flex, Skeleton, Text } from '@backstage/ui';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { EmptyState } from '../../components/EmptyState/EmptyState';
import { Loaded } from '../../components/Loaded/Loaded';
import { ScrollArea } from '../../components/ScrollArea/ScrollArea';
import { Section } from '../../components/Section/Section';
import { visibleText } from '../../components/VisibleText/visibleText';
import { useLoad } from '../../hooks/useLoad';
import { parameterFacts } from '../../components/ParametersForm/parameterFacts';
import { PublishedProfile } from './PublishedProfile';
import { useChosenVersion } from './useChosenVersion';
import { VersionSelect } from './VersionSelect';
import styles from './ProfileParameters.module.css';

// The form library is heavy, and what may be set can be read before it is there.
const FormPreview = lazy(() => import('./FormPreview'));

/** What a requester may set of one version, and the form as it will look. */
export function ProfileParameters() {
  return (
    <PublishedProfile>
      {profile => <Parameters profile={profile} />}
    </PublishedProfile>
  );
}

function Parameters({ profile }: { profile: ProfileSummary }) {
  const api = useApi(clusterProfilesApiRef);
  const version = useChosenVersion(profile);
  const load = useLoad({
    key: `${profile.name} ${version}`,
    load: async signal =>
      (await api.getProfileVersion(profile.name, version, { signal })).document
        .spec.parameters ?? {},
  });
  return (
    <Flex direction="column" gap="4">
      <VersionSelect profile={profile} version={version} />
      <Loaded load={load} what="The parameters">
        {schema =>
          parameterFacts(schema).length === 0 ? (
            <EmptyState
              title="This version has no parameters"
              description="A cluster gets exactly what the profile says."
            />
          ) : (
            <>
              <Section title="What a requester may set">
                <ParameterTable
                  schema={schema}
                  label={`Parameters of ${profile.name} ${version}`}
                />
              </Section>
              <Section title="The form as it will look">
                <Text as="p" color="secondary">
                  Try it: values are checked, and nothing is sent.
                </Text>
                <div className={styles.form}>
                  <Suspense fallback={<Skeleton width="100%" height={48} />}>
                    <FormPreview
                      key={`${profile.name} ${version}`}
                      schema={schema}
                    />
                  </Suspense>
                </div>
              </Section>
            </>
          )
        }
      </Loaded>
    </Flex>
  );
}

function ParameterTable(props: { schema: JsonObject; label: string }) {
  return (
    <ScrollArea label={props.label}>
      <table className={styles.parameters} aria-label={props.label}>
        <thead>
          <tr>
            <th scope="col">Parameter</th>
            <th scope="col">Type</th>
            <th scope="col">Default</th>
            <th scope="col">Limits</th>
          </tr>
        </thead>
        <tbody>
          {parameterFacts(props.schema).map(parameter => (
            <tr key={parameter.name}>
              <th scope="row">
                {visibleText(parameter.title)}{' '}
                <code className={styles.note}>{parameter.name}</code>{' '}
                {parameter.required && (
                  <span className={styles.note}>required</span>
                )}
                {parameter.description && (
                  <span className={styles.description}>
                    {visibleText(parameter.description)}
                  </span>
                )}
              </th>
              <td>{parameter.type}</td>
              <td>{parameter.default}</td>
              <td>{parameter.limits}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}
