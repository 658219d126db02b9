import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { Button, Skeleton } from '@backstage/ui';
import { compareTexts } from './compareTexts';
import type { TextPair } from './textPair';
import { useWide } from '../../hooks/useWide';
import styles from './TextDifferenceView.module.css';

const TextDifferenceTable = lazy(() =>
  import('./TextDifferenceTable').then(({ TextDifferenceTable: Table }) => ({
    default: Table,
  })),
);

const LONG = 100;

/** Two texts side by side, one above the other where there is no room. A long difference waits to be opened. */
export function TextDifferenceView(props: {
  pair: TextPair;
  opened: boolean;
  onOpen: () => void;
}) {
  const { pair, opened, onOpen } = props;
  const [whole, setWhole] = useState(false);
  const [ref, wide] = useWide(640);
  const frame = useRef<HTMLDivElement>(null);
  const openedHere = useRef(false);
  const { before, after } = pair;
  const { hunks, leftOut } = useMemo(
    () => (whole ? compareTexts({ before, after, whole }) : pair.difference),
    [pair.difference, before, after, whole],
  );

  // The button that was pressed is gone; reading goes on at what it opened.
  useEffect(() => {
    if (opened && openedHere.current) {
      openedHere.current = false;
      frame.current?.focus();
    }
  }, [opened]);

  if (pair.folded && !opened) {
    const label = `Show all ${pair.difference.lines.toLocaleString('en-US')} lines`;
    return (
      <div>
        <Button
          size="small"
          variant="secondary"
          aria-label={`${label} of ${pair.title}`}
          onPress={() => {
            openedHere.current = true;
            onOpen();
          }}
        >
          {label}
        </Button>
      </div>
    );
  }
  return (
    <div ref={ref} className={styles.root}>
      <div
        ref={frame}
        tabIndex={-1}
        className={styles.frame}
        role="group"
        data-long={whole || pair.difference.lines > LONG}
        aria-label={`${pair.title}, before and after`}
      >
        <Suspense fallback={<Skeleton width="100%" height={64} />}>
          <TextDifferenceTable
            hunks={hunks}
            view={wide && !pair.difference.oneSided ? 'split' : 'unified'}
          />
        </Suspense>
      </div>
      {pair.difference.leftOut > 0 && (
        <div>
          <Button
            size="small"
            variant="tertiary"
            onPress={() => setWhole(!whole)}
          >
            {whole
              ? 'Fold what stays as it is'
              : `Show ${leftOut.toLocaleString('en-US')} unchanged ${leftOut === 1 ? 'line' : 'lines'}`}
          </Button>
        </div>
      )}
    </div>
  );
}
