import { useState } from 'react';
import { visibleText } from '../../components/VisibleText/visibleText';
import styles from './ChangePage.module.css';

const SHORT = 240;

/** What the proposer says, its beginning at first: what the plan says matters more. */
export function ChangeComment({ text }: { text: string }) {
  const [open, setOpen] = useState(false);
  const characters = [...text];
  const long = characters.length > SHORT || text.split('\n').length > 3;
  return (
    <div className={styles.comment}>
      <p data-clamped={long && !open}>{visibleText(text)}</p>
      {long && (
        <button
          type="button"
          className={styles.more}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? 'Show less' : 'Show all of the comment'}
        </button>
      )}
    </div>
  );
}
