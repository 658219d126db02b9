import { useMemo } from 'react';
import {
  Decoration,
  Diff,
  Hunk,
  markEdits,
  tokenize,
  type ChangeData,
  type GutterOptions,
  type HunkData,
} from 'react-diff-view';
import { visibleText } from '../VisibleText/visibleText';
import { pairChanges } from './pairChanges';
import styles from './TextDifferenceTable.module.css';

/** Above this, marking what differs within lines is not worth the wait. */
const MARKED_CHARACTERS = 40_000;

const SIGNS: Record<ChangeData['type'], string> = {
  insert: '+',
  delete: '−',
  normal: '',
};

function gutter({ change, renderDefault }: GutterOptions, signed: boolean) {
  return (
    <>
      {renderDefault()}{' '}
      {signed && <span className={styles.sign}>{SIGNS[change.type]}</span>}
    </>
  );
}

/** In one column, both numbers stand beside each other, and the sign follows them once. */
const GUTTERS = {
  split: (options: GutterOptions) => gutter(options, true),
  unified: (options: GutterOptions) => gutter(options, options.side === 'new'),
};

/** The lines of a difference; loaded when there is one to show. */
export function TextDifferenceTable(props: {
  hunks: readonly HunkData[];
  view: 'split' | 'unified';
}) {
  const { view } = props;
  // Compared as they are, shown so that nothing hides.
  const hunks = useMemo(
    () =>
      props.hunks.map(hunk => ({
        ...hunk,
        content: visibleText(hunk.content),
        changes: (view === 'split'
          ? pairChanges(hunk.changes)
          : hunk.changes
        ).map(change => ({
          ...change,
          content: visibleText(change.content),
        })),
      })),
    [props.hunks, view],
  );
  const tokens = useMemo(() => {
    const size = hunks.reduce(
      (sum, { changes }) =>
        sum + changes.reduce((inner, { content }) => inner + content.length, 0),
      0,
    );
    return size > MARKED_CHARACTERS
      ? undefined
      : tokenize(hunks, { enhancers: [markEdits(hunks)] });
  }, [hunks]);

  return (
    <Diff
      className={styles.diff}
      gutterClassName={styles.gutter}
      codeClassName={styles.code}
      diffType="modify"
      viewType={view}
      hunks={hunks}
      tokens={tokens}
      renderGutter={GUTTERS[view]}
    >
      {shown =>
        shown.flatMap(hunk => [
          ...(hunk.content
            ? [
                <Decoration key={`where-${hunk.newStart}-${hunk.oldStart}`}>
                  <div className={styles.where}>in {hunk.content}</div>
                </Decoration>,
              ]
            : []),
          <Hunk key={`hunk-${hunk.newStart}-${hunk.oldStart}`} hunk={hunk} />,
        ])
      }
    </Diff>
  );
}
