import { useLocation } from 'react-router-dom';
import { useApi } from '@backstage/core-plugin-api';
import {
  mainProfile,
  type ClusterDetail,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Link, Text } from '@backstage/ui';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { ChangeName } from '../../components/ChangeName/ChangeName';
import { describeError } from '../../components/ErrorNotice/ErrorNotice';
import { useLoad } from '../../hooks/useLoad';
import { upgradeSummary } from './upgradeSummary';

const PROPOSED = new Set([
  'planning',
  'awaiting-approval',
  'accepted',
  'applying',
]);

/** What an upgrade to the newest version would do, one line that leads to the dialog. */
export function UpgradeOutlook(props: {
  cluster: ClusterDetail;
  /** Of the tab with the dialogs, from elsewhere. */
  path?: string;
}) {
  const { cluster, path } = props;
  const main = mainProfile(cluster);
  return main && cluster.behind > 0 && cluster.latestVersion ? (
    <Outlook
      cluster={cluster}
      path={path}
      profile={main.name}
      from={main.version}
      to={cluster.latestVersion}
    />
  ) : null;
}

function Outlook(props: {
  cluster: ClusterDetail;
  path?: string;
  profile: string;
  from: string;
  to: string;
}) {
  const { cluster, profile, from, to } = props;
  const { change } = cluster;
  const permitted = cluster.permitted.upgrade;
  const api = useApi(clusterProfilesApiRef);
  const { pathname } = useLocation();
  const path = props.path ?? pathname;
  const { value, error } = useLoad({
    key: `${profile} ${from} ${to}`,
    load: signal => api.diffProfile({ name: profile, from, to }, { signal }),
  });
  if (change?.kind === 'upgrade' && PROPOSED.has(change.state)) {
    return (
      <Text as="p">
        Version {to} is newer, and{' '}
        <ChangeName id={change.id}>an upgrade is already proposed</ChangeName>.
      </Text>
    );
  }
  return (
    <Text as="p">
      {permitted.allowed ? (
        <Link href={`${path}?action=upgrade`}>Upgrade to {to}</Link>
      ) : (
        `Upgrade to ${to}`
      )}
      {value && `: ${upgradeSummary(value)}`}
      {error &&
        `: what it would do could not be loaded, ${describeError(error).message}`}
      {!permitted.allowed && permitted.reason && `. ${permitted.reason}`}
    </Text>
  );
}
