import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useCopy } from '../../hooks/useCopy';
import { HiddenText } from '../HiddenText/HiddenText';
import styles from './Digest.module.css';

const SHORT = 12;
const SAID = { yes: 'Copied', no: 'Could not be copied; it is shown on hover' };

/** Whether a text is a SHA-256. */
export function isDigest(text: unknown): text is string {
  return typeof text === 'string' && /^[0-9a-f]{64}$/.test(text);
}

/** A digest, short, the whole one on hover and to copy. Beside another that begins alike (`unlike`), it is shown whole. */
export function Digest(props: {
  value: string;
  /** What it is the digest of, for the button. */
  label: string;
  unlike?: string;
}) {
  const { value, label, unlike } = props;
  const { copied, copy } = useCopy();
  const alike = unlike?.slice(0, SHORT) === value.slice(0, SHORT);
  const Icon = copied === 'yes' ? RiCheckLine : RiFileCopyLine;
  return (
    <span className={styles.digest}>
      <code title={value}>{alike ? value : `${value.slice(0, SHORT)}…`}</code>
      <button
        type="button"
        className={styles.copy}
        aria-label={`Copy ${label}`}
        title={`Copy ${label}`}
        onClick={() => copy(value)}
      >
        <Icon size={14} aria-hidden />
      </button>
      <HiddenText role="status">{copied && SAID[copied]}</HiddenText>
    </span>
  );
}
