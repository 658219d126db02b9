import { useApi } from '@backstage/core-plugin-api';
import type { ProfileSummary } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Select, Text } from '@backstage/ui';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { Findings } from '../../components/Findings/Findings';
import { LayerDifferences } from '../../components/LayerDifferences/LayerDifferences';
import { Loaded } from '../../components/Loaded/Loaded';
import { Section } from '../../components/Section/Section';
import { DocumentDifferences } from '../../components/SettingDifferences/SettingDifferences';
import { useLoad } from '../../hooks/useLoad';
import { useQueryState } from '../../hooks/useQueryState';
import styles from './ProfileVersions.module.css';

/** What differs between any two versions of a profile; the choice is in the URL. */
export function VersionDifference({ profile }: { profile: ProfileSummary }) {
  const api = useApi(clusterProfilesApiRef);
  const { get, update } = useQueryState();
  const known = profile.versions.map(({ version }) => version);
  const chosen = (name: string, fallback: string) =>
    known.find(version => version === get(name)) ?? fallback;
  const from = chosen('from', known[1]);
  const to = chosen('to', known[0]);
  const load = useLoad({
    key: `${profile.name} ${from} ${to}`,
    load: async signal =>
      from === to
        ? null
        : api.diffProfile({ name: profile.name, from, to }, { signal }),
  });
  const options = known.map(id => ({ id, label: id }));

  return (
    <Section title="Difference between two versions">
      <div className={styles.selects}>
        <Select
          label="From"
          selectionMode="single"
          value={from}
          onChange={key => update({ from: String(key) })}
          options={options}
        />
        <Select
          label="To"
          selectionMode="single"
          value={to}
          onChange={key => update({ to: String(key) })}
          options={options}
        />
      </div>
      <Loaded load={load} what="The difference">
        {difference =>
          difference ? (
            <>
              {difference.kubernetesPath.length > 1 && (
                <Text as="p">
                  Kubernetes {difference.kubernetesPath.join(' → ')}
                </Text>
              )}
              <Text as="h4" variant="body-medium" weight="bold">
                Layers
              </Text>
              <LayerDifferences layers={difference.layers} />
              {difference.settings.length > 0 && (
                <>
                  <Text as="h4" variant="body-medium" weight="bold">
                    Parameters, pools, files and the rest
                  </Text>
                  <DocumentDifferences differences={difference.settings} />
                </>
              )}
              <Findings findings={difference.findings} />
            </>
          ) : (
            <Text as="p" color="secondary">
              Choose two different versions.
            </Text>
          )
        }
      </Loaded>
    </Section>
  );
}
