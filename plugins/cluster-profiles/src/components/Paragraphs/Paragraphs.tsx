import { visibleText } from '../VisibleText/visibleText';
import styles from './Paragraphs.module.css';

/** Text that somebody wrote, such as release notes: an empty line starts a paragraph, other line ends mean nothing. */
export function Paragraphs(props: { text: string }) {
  return (
    <span className={styles.text}>
      {props.text
        .trim()
        .split(/\n\s*\n/)
        .map((paragraph, index) => (
          <span key={index} className={styles.paragraph}>
            {visibleText(paragraph)}
          </span>
        ))}
    </span>
  );
}
