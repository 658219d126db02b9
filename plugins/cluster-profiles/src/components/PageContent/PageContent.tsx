import type { ReactNode } from 'react';
import { Container } from '@backstage/ui';

/** Content of a page below the plugin's header, which brings no landmark of its own. */
export function PageContent(props: { children: ReactNode }) {
  return (
    <main>
      <Container my="4">{props.children}</Container>
    </main>
  );
}
