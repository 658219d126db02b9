import { useEffect, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { TextField } from '@backstage/ui';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { useLoad } from '../../hooks/useLoad';
import { nameError } from './nameError';

const CHECK_DELAY_MS = 400;

/** Name of a new cluster; says while typing whether it is free. */
export function ClusterNameInput(props: {
  label: string;
  description?: string;
  value: string;
  onChange: (name: string) => void;
  isRequired?: boolean;
  isDisabled?: boolean;
  /** Shown where the name itself is well. */
  error?: string;
}) {
  const { label, value, onChange, isRequired, isDisabled } = props;
  const api = useApi(clusterProfilesApiRef);
  const settled = useSettled(value);
  const malformed = settled ? nameError(settled) : undefined;
  const check = useLoad({
    key: malformed ? '' : settled,
    load: async signal =>
      settled && !malformed
        ? api.checkClusterName(settled, { signal })
        : undefined,
  });

  const taken =
    settled === value && check.value?.available === false
      ? (check.value.reason ?? 'This name is taken')
      : undefined;
  const free = settled === value && check.value?.available === true;
  const error = malformed ?? taken ?? props.error;

  return (
    <TextField
      label={label}
      description={
        free
          ? `${value} is free`
          : (props.description ?? 'Unique across all clusters')
      }
      isRequired={isRequired}
      isDisabled={isDisabled}
      value={value}
      onChange={onChange}
      validationBehavior="aria"
      validate={() => error ?? null}
      autoComplete="off"
      spellCheck="false"
    />
  );
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), CHECK_DELAY_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
