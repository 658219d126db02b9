import { useId } from 'react';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { ProviderStatus } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Button, ButtonLink } from '@backstage/ui';
import { readableText } from '../../components/VisibleText/readableText';
import { importRouteRef } from '../../routes';
import styles from './ClustersPage.module.css';

const LABEL = 'Import cluster';

/** The way to the page that imports; who may not, reads why. Nothing where no target of the portal can import at all. */
export function ImportLink(props: {
  /** Absent until they are known. */
  providers?: readonly ProviderStatus[];
}) {
  const href = useRouteRef(importRouteRef)();
  const id = useId();
  const permitted = (props.providers ?? []).flatMap(
    provider => provider.import ?? [],
  );
  if (permitted.some(({ allowed }) => allowed)) {
    return (
      <ButtonLink variant="secondary" href={href}>
        {LABEL}
      </ButtonLink>
    );
  }
  const [refused] = permitted;
  return refused ? (
    <>
      <span id={id} className={styles.refusal}>
        Import: {readableText(refused.reason ?? 'you may not')}
      </span>
      <Button variant="secondary" isDisabled aria-describedby={id}>
        {LABEL}
      </Button>
    </>
  ) : null;
}
