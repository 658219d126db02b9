import { useState } from 'react';
import { TextAreaField } from '@backstage/ui';
import { ErrorNotice } from '../../../components/ErrorNotice/ErrorNotice';
import { documentError, textOf, type Bundle } from './bundle';
import { FileInput } from './FileInput';
import styles from './publish.module.css';

/** A profile document without files, chosen or pasted. */
export function PastedDocument(props: {
  name: string;
  onChange: (bundle: Bundle | undefined) => void;
}) {
  const { name, onChange } = props;
  const [document, setDocument] = useState('');
  const [error, setError] = useState<Error>();

  const change = (text: string) => {
    setDocument(text);
    const refusal = text.trim() ? documentError(text, name) : undefined;
    setError(refusal ? new Error(refusal) : undefined);
    onChange(text.trim() && !refusal ? { document: text } : undefined);
  };
  const choose = async ([file]: File[]) => {
    try {
      change(await textOf(file));
    } catch (cause) {
      setError(cause as Error);
      onChange(undefined);
    }
  };

  return (
    <>
      <FileInput
        label="profile.yaml"
        description="Its text comes below, where it can still be changed."
        accept=".yaml,.yml"
        onChoose={choose}
      />
      <TextAreaField
        label="Document"
        description="YAML. A profile that refers to files needs its folder instead."
        className={styles.document}
        rows={12}
        value={document}
        onChange={change}
      />
      {error && (
        <ErrorNotice error={error} title="This document cannot be published" />
      )}
    </>
  );
}
