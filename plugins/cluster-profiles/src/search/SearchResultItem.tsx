import type { ReactNode } from 'react';
import { HighlightedSearchResultText } from '@backstage/plugin-search-react';
import type {
  ResultHighlight,
  SearchDocument,
} from '@backstage/plugin-search-common';
import { Link, Text } from '@backstage/ui';
import { READABLE } from '../components/PageContent/PageContent';
import { visibleText } from '../components/VisibleText/visibleText';
import styles from './SearchResultItem.module.css';

/** What search hands to each result. @public */
export interface SearchResultItemProps {
  result?: SearchDocument;
  highlight?: ResultHighlight;
  icon?: ReactNode;
}

/** Characters before a match that are shown in any case. */
const LEAD = 30;

/** One result: what it is and what it is called, a line of facts, and the passage that was found. */
export function SearchResultItem(
  props: SearchResultItemProps & {
    result: SearchDocument;
    /** Read from left to right; what is empty is left out. */
    facts: Array<{ name: string; fact: ReactNode }>;
  },
) {
  const { result, highlight, icon, facts } = props;
  return (
    <div className={`${styles.item} ${READABLE}`} data-cluster-profiles>
      <span className={styles.icon} aria-hidden>
        {icon}
      </span>
      <div className={styles.body}>
        <Link href={result.location} variant="body-large" weight="bold" noTrack>
          <Found field="title" result={result} highlight={highlight} />
        </Link>
        <div className={styles.facts}>
          {facts
            .filter(({ fact }) => fact)
            .map(({ name, fact }) => (
              <span key={name}>{fact}</span>
            ))}
        </div>
        {result.text && (
          <Text as="p" variant="body-medium" className={styles.text}>
            <Found field="text" result={result} highlight={highlight} />
          </Text>
        )}
      </div>
    </div>
  );
}

function Found(props: {
  field: 'title' | 'text';
  result: SearchDocument;
  highlight?: ResultHighlight;
}) {
  const { field, result, highlight } = props;
  const found = highlight?.fields[field];
  return highlight && found ? (
    <HighlightedSearchResultText
      text={visibleText(
        field === 'text' ? fromMatch(found, highlight.preTag) : found,
      )}
      preTag={highlight.preTag}
      postTag={highlight.postTag}
    />
  ) : (
    <>{visibleText(result[field])}</>
  );
}

/** A long passage begins shortly before what was found in it, since little of it is shown. */
function fromMatch(text: string, preTag: string): string {
  const match = text.indexOf(preTag);
  const start = text.lastIndexOf(' ', match - LEAD);
  return match > 2 * LEAD && start > 0 ? `…${text.slice(start)}` : text;
}
