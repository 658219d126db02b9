import { Fragment } from 'react';
import { visibleText } from '../VisibleText/visibleText';
import styles from './Paragraphs.module.css';

/**
 * Text that somebody wrote, such as release notes: an empty line starts a paragraph, other line ends mean nothing;
 * what stands between backticks is code.
 */
export function Paragraphs(props: { text: string }) {
  return (
    <span className={styles.text}>
      {props.text
        .trim()
        .split(/\n\s*\n/)
        .map((paragraph, index) => (
          <span key={index} className={styles.paragraph}>
            <InlineCode text={visibleText(paragraph)} />
          </span>
        ))}
    </span>
  );
}

function InlineCode({ text }: { text: string }) {
  // A group in the separator is part of the result: every second piece is code.
  return text.split(/`([^`\n]+)`/).map((piece, index) =>
    index % 2 === 1 ? (
      <code key={index} className={styles.code}>
        {piece}
      </code>
    ) : (
      <Fragment key={index}>{piece}</Fragment>
    ),
  );
}
