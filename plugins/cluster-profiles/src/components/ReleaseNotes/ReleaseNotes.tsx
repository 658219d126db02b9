import { useState } from 'react';
import { Paragraphs } from '../Paragraphs/Paragraphs';
import styles from './ReleaseNotes.module.css';

/** Longer ones are folded behind their beginning. */
const SHORT = 900;
const LEAD = 300;

/** What scrolls has to be reached by keyboard. */
const SCROLLS = { role: 'group', tabIndex: 0 };

/** Release notes of a version; long ones begin folded and scroll in a box of their own. */
export function ReleaseNotes(props: { text: string; version: string }) {
  const { version } = props;
  const text = props.text.trim();
  const [open, setOpen] = useState(false);
  if (text.length <= SHORT) {
    return <Paragraphs text={text} />;
  }
  const [first] = text.split(/\n\s*\n/);
  return (
    <div className={styles.notes}>
      {!open && <Paragraphs text={clipped(first)} />}
      <details onToggle={event => setOpen(event.currentTarget.open)}>
        <summary className={styles.summary}>
          All release notes of {version}
        </summary>
        {open && (
          <div
            className={styles.all}
            aria-label={`Release notes of ${version}`}
            {...SCROLLS}
          >
            <Paragraphs text={text} />
          </div>
        )}
      </details>
    </div>
  );
}

function clipped(text: string): string {
  return text.length > LEAD ? `${text.slice(0, LEAD).trimEnd()} …` : text;
}
