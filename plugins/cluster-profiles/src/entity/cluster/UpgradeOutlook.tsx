import { useLocation } from 'react-router-dom';
import { useApi } from '@backstage/core-plugin-api';
import type { Permitted } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Link, Text } from '@backstage/ui';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { describeError } from '../../components/ErrorNotice/ErrorNotice';
import { useLoad } from '../../hooks/useLoad';
import { upgradeSummary } from './upgradeSummary';

/** What an upgrade to the newest version would do, one line that leads to the dialog. */
export function UpgradeOutlook(props: {
  profile: string;
  from: string;
  to: string;
  permitted: Permitted;
}) {
  const { profile, from, to, permitted } = props;
  const api = useApi(clusterProfilesApiRef);
  const { pathname } = useLocation();
  const { value, error } = useLoad({
    key: `${profile} ${from} ${to}`,
    load: signal => api.diffProfile({ name: profile, from, to }, { signal }),
  });
  return (
    <Text as="p">
      {permitted.allowed ? (
        <Link href={`${pathname}?action=upgrade`}>Upgrade to {to}</Link>
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
