import { useState, type ReactNode } from 'react';
import styles from './FirstFew.module.css';

/** A list that says how much it keeps back, and opens in place. */
export function FirstFew<T>(props: {
  items: readonly T[];
  most: number;
  label: string;
  children: (item: T) => ReactNode;
}) {
  const { items, most, label, children } = props;
  const [open, setOpen] = useState(false);
  // One row for "and 1 more" would take the place of that one.
  const cut = items.length > most + 1;
  const shown = cut && !open ? items.slice(0, most) : items;
  return (
    <>
      <ul className={styles.list} aria-label={label}>
        {shown.map((item, index) => (
          <li key={index}>{children(item)}</li>
        ))}
      </ul>
      {cut && (
        <button
          type="button"
          className={styles.more}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? 'Show fewer' : `and ${items.length - most} more`}
        </button>
      )}
    </>
  );
}
