import { useId } from 'react';
import styles from './publish.module.css';

/** The browser's own choice of files: it is reached by keyboard and says what was chosen. */
export function FileInput(props: {
  label: string;
  description: string;
  folder?: boolean;
  accept?: string;
  onChoose: (files: File[]) => void;
}) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {props.label}
      </label>
      <span id={`${id}-description`} className={styles.description}>
        {props.description}
      </span>
      <input
        id={id}
        type="file"
        className={styles.input}
        accept={props.accept}
        aria-describedby={`${id}-description`}
        // React knows no property for choosing a folder.
        {...(props.folder ? { multiple: true, webkitdirectory: '' } : {})}
        onChange={event => {
          const { files } = event.currentTarget;
          if (files && files.length > 0) {
            props.onChoose([...files]);
          }
        }}
      />
    </div>
  );
}
