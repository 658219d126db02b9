import { useId } from 'react';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { ProviderStatus } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Button, ButtonLink } from '@backstage/ui';
import { visibleText } from '../../components/VisibleText/visibleText';
import { importRouteRef } from '../../routes';
import styles from './ClustersPage.module.css';

const LABEL = 'Import cluster';

/** The way to the page that imports; who may not, reads why. `providers` is absent until they are known. */
export function ImportLink(props: { providers?: readonly ProviderStatus[] }) {
  const { providers } = props;
  const href = useRouteRef(importRouteRef)();
  const id = useId();
  const permitted = providers?.flatMap(provider => provider.import ?? []);
  if (permitted?.some(({ allowed }) => allowed)) {
    return (
      <ButtonLink variant="secondary" href={href}>
        {LABEL}
      </ButtonLink>
    );
  }
  return (
    <>
      {permitted && (
        <span id={id} className={styles.refusal}>
          Import: {whyNot(permitted)}
        </span>
      )}
      <Button
        variant="secondary"
        isDisabled
        aria-describedby={permitted ? id : undefined}
      >
        {LABEL}
      </Button>
    </>
  );
}

function whyNot(permitted: ReadonlyArray<{ reason?: string }>): string {
  const [refused] = permitted;
  return refused
    ? visibleText(refused.reason ?? 'you may not')
    : 'no target of this portal can import';
}
