import { useEffect, useMemo } from 'react';
import type { JsonObject } from '@backstage/types';
import { useScaffolderTheme } from '@backstage/plugin-scaffolder-react/alpha';
import { Text } from '@backstage/ui';
import { ErrorNotice } from '../../components/ErrorNotice/ErrorNotice';
import ParametersForm from '../../components/ParametersForm/ParametersForm';
import {
  hasParameters,
  parameterValues,
} from '../../components/ParametersForm/parameterValues';
import type { ParametersSource } from './parametersSource';
import styles from './ClusterParameters.module.css';

/** A form of a schema, begun with what stands already. */
export function ParametersInput(props: {
  /** Tells it from others on the same page. */
  name?: string;
  source: ParametersSource;
  formData: JsonObject | undefined;
  rawErrors?: string[];
  disabled?: boolean;
  onChange: (value: JsonObject) => void;
}) {
  const { formData, onChange, source, rawErrors = [] } = props;
  const theme = useScaffolderTheme();
  const { current } = source;
  const schema = hasParameters(source.schema) ? source.schema : undefined;
  const value = useMemo(
    () => (schema ? parameterValues(schema, { ...current, ...formData }) : {}),
    [schema, current, formData],
  );

  // Defaults, and values carried forward, are part of the answer also when nobody touches the form.
  const changed = JSON.stringify(value) !== JSON.stringify(formData);
  useEffect(() => {
    if (changed) {
      onChange(value);
    }
  }, [changed, value, onChange]);

  if (!schema) {
    return <Text>This profile has no parameters.</Text>;
  }
  return (
    <>
      {rawErrors.length > 0 && (
        <ErrorNotice
          title="Some parameters do not fit"
          error={new Error(rawErrors.join('. '))}
        />
      )}
      <div className={styles.form}>
        <ParametersForm
          name={props.name}
          schema={schema}
          value={value}
          onChange={onChange}
          theme={theme}
          disabled={props.disabled}
        />
      </div>
    </>
  );
}
