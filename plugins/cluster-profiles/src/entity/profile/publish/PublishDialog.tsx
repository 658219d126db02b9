import { useState } from 'react';
import type { Entity } from '@backstage/catalog-model';
import type { PublishRequest } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Radio, RadioGroup } from '@backstage/ui';
import { ChangeDialog } from '../../../components/ChangeDialog/ChangeDialog';
import { catalogLocation } from './catalogLocation';
import { FolderChoice } from './FolderChoice';
import { PastedDocument } from './PastedDocument';
import type { Bundle } from './bundle';
import styles from './publish.module.css';

type Source = 'catalog' | 'folder' | 'document';

/** Proposes to publish the draft: from where the catalog reads it, or from files of the reader. The plan comes first. */
export function PublishDialog(props: { entity: Entity; onClose: () => void }) {
  const { entity, onClose } = props;
  const { name } = entity.metadata;
  const url = catalogLocation(entity);
  const [source, setSource] = useState<Source>(url ? 'catalog' : 'folder');
  const [bundle, setBundle] = useState<Bundle>();

  const request: PublishRequest | undefined =
    source === 'catalog'
      ? { kind: 'publish', url }
      : bundle && { kind: 'publish', bundle };

  return (
    <ChangeDialog
      title={`Publish ${name} ${entity.spec?.version ?? ''}`.trim()}
      request={request}
      onClose={onClose}
    >
      <RadioGroup
        label="Read the profile from"
        value={source}
        onChange={value => {
          setSource(value as Source);
          setBundle(undefined);
        }}
      >
        <Radio value="catalog" isDisabled={!url}>
          {url
            ? 'Where the catalog reads it'
            : 'Where the catalog reads it (not possible: the catalog has it from no address)'}
        </Radio>
        <Radio value="folder">A folder on this computer</Radio>
        <Radio value="document">A document that refers to no files</Radio>
      </RadioGroup>
      {source === 'catalog' && <code className={styles.url}>{url}</code>}
      {source === 'folder' && (
        <FolderChoice name={name} bundle={bundle} onChange={setBundle} />
      )}
      {source === 'document' && (
        <PastedDocument name={name} onChange={setBundle} />
      )}
    </ChangeDialog>
  );
}
