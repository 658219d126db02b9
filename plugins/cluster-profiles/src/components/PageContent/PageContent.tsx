import type { ReactNode } from 'react';
import { Box, Container } from '@backstage/ui';
import readable from './readable.module.css';

// `data-cluster-profiles` marks the DOM that is ours, for checks in the browser.

/** Content of a page below the plugin's header, which brings no landmark of its own. */
export function PageContent(props: { children: ReactNode }) {
  return (
    <main className={readable.readable} data-cluster-profiles>
      <Container my="4">{props.children}</Container>
    </main>
  );
}

/** Content of a tab of an entity; the entity page brings landmark and margins. */
export function TabContent(props: { children: ReactNode }) {
  return (
    <Box my="4" className={readable.readable} data-cluster-profiles>
      {props.children}
    </Box>
  );
}

/** A field in somebody else's form: the form is a card, which the design system's inputs have to stand out from. */
export function FormField(props: { children: ReactNode }) {
  return (
    <Box bg="neutral" className={readable.readable} data-cluster-profiles>
      {props.children}
    </Box>
  );
}

/** Content of a dialog. */
export function Readable(props: { children: ReactNode }) {
  return (
    <div className={readable.readable} data-cluster-profiles>
      {props.children}
    </div>
  );
}

/** For what the design system draws outside of a page, such as items of menus. */
export const READABLE = readable.readable;
