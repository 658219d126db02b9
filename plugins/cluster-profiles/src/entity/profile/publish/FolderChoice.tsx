import { useRef, useState } from 'react';
import { ErrorNotice } from '../../../components/ErrorNotice/ErrorNotice';
import { FirstFew } from '../../../components/FirstFew/FirstFew';
import { Status } from '../../../components/Status/Status';
import {
  chosenFiles,
  documentError,
  MOST_BYTES,
  MOST_FILES,
  readFolder,
  type Bundle,
} from './bundle';
import { FileInput } from './FileInput';

const SHOWN_FILES = 8;

/** The folder of the profile: its profile.yaml and the files that it refers to. */
export function FolderChoice(props: {
  name: string;
  bundle?: Bundle;
  onChange: (bundle: Bundle | undefined) => void;
}) {
  const { name, bundle, onChange } = props;
  const [error, setError] = useState<Error>();
  // Only the folder that was chosen last counts, whichever is read first.
  const round = useRef(0);

  const choose = async (files: File[]) => {
    const current = ++round.current;
    const settle = (next: { bundle?: Bundle; error?: Error }) => {
      if (current === round.current) {
        setError(next.error);
        onChange(next.bundle);
      }
    };
    settle({});
    try {
      const read = await readFolder(chosenFiles(files));
      const refusal = documentError(read.document, name);
      settle(refusal ? { error: new Error(refusal) } : { bundle: read });
    } catch (cause) {
      settle({ error: cause as Error });
    }
  };

  const paths = Object.keys(bundle?.files ?? {}).sort();
  return (
    <>
      <FileInput
        folder
        label="Folder of the profile"
        description={`It holds profile.yaml and what that refers to: at most ${MOST_FILES} files and ${MOST_BYTES / 1024 / 1024} MiB. Hidden files are left out.`}
        onChoose={choose}
      />
      {error && (
        <ErrorNotice error={error} title="This folder cannot be published" />
      )}
      {bundle && (
        <Status tone="success">
          profile.yaml
          {paths.length > 0 &&
            ` and ${paths.length} ${paths.length === 1 ? 'file' : 'files'}`}{' '}
          {paths.length > 0 ? 'are' : 'is'} read
        </Status>
      )}
      {paths.length > 0 && (
        <FirstFew items={paths} most={SHOWN_FILES} label="Files of the bundle">
          {path => <code>{path}</code>}
        </FirstFew>
      )}
    </>
  );
}
