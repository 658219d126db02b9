import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import {
  CHANGE_KINDS,
  type ChangeKind,
  type PolicyQuestion,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Button, Select, TextField } from '@backstage/ui';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { changeKindLabel } from '../../components/changeWords';
import { Section } from '../../components/Section/Section';
import { useLoad } from '../../hooks/useLoad';
import styles from './PoliciesPage.module.css';

const NO_TARGET = 'none';

/** The draft to ask about. What is left out is taken from the cluster, the version and the target. */
export function PolicyForm(props: {
  asked: PolicyQuestion | undefined;
  onAsk: (question: PolicyQuestion) => void;
}) {
  const api = useApi(clusterProfilesApiRef);
  const [question, setQuestion] = useState<PolicyQuestion>(
    props.asked ?? { kind: 'create' },
  );
  const targets = useLoad({
    key: 'targets',
    load: signal => api.listTargets(undefined, { signal }),
  });
  const set = (more: Partial<PolicyQuestion>) =>
    setQuestion({ ...question, ...more });
  const field = (
    name: 'cluster' | 'profile' | 'version' | 'owner' | 'proposer',
    label: string,
    description?: string,
  ) => (
    <TextField
      label={label}
      description={description}
      value={question[name] ?? ''}
      onChange={value => set({ [name]: value.trim() || undefined })}
      autoComplete="off"
    />
  );

  return (
    <Section title="A change">
      <form
        className={styles.form}
        onSubmit={event => {
          event.preventDefault();
          props.onAsk(question);
        }}
      >
        <Select
          label="Kind"
          value={question.kind}
          onChange={kind => set({ kind: kind as ChangeKind })}
          options={CHANGE_KINDS.map(id => ({ id, label: changeKindLabel(id) }))}
        />
        <Select
          label="Target"
          value={question.target ?? NO_TARGET}
          onChange={target =>
            set({ target: target === NO_TARGET ? undefined : String(target) })
          }
          options={[
            { id: NO_TARGET, label: 'That of the cluster, or none' },
            ...(targets.value ?? []).map(({ name, title, stage }) => ({
              id: name,
              label: `${title ?? name} (${stage})`,
            })),
          ]}
        />
        {field('cluster', 'Cluster', 'One that is there, if any.')}
        {field('profile', 'Profile')}
        {field('version', 'Version')}
        {field('owner', 'Owner', 'Such as group:default/checkout.')}
        <TextField
          label="Nodes"
          description="After it, control plane included."
          inputMode="numeric"
          value={question.nodes === undefined ? '' : String(question.nodes)}
          onChange={value =>
            set({ nodes: /^\d+$/.test(value) ? Number(value) : undefined })
          }
        />
        {field('proposer', 'Proposer', 'You, if left empty.')}
        <div className={styles.ask}>
          <Button type="submit" variant="primary">
            Ask the policies
          </Button>
        </div>
      </form>
    </Section>
  );
}
