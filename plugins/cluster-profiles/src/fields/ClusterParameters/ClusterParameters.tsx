import { useEffect, useMemo } from 'react';
import type { ApiHolder } from '@backstage/core-plugin-api';
import type { JsonObject } from '@backstage/types';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { useScaffolderTheme } from '@backstage/plugin-scaffolder-react/alpha';
import { Text } from '@backstage/ui';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { ErrorNotice } from '../../components/ErrorNotice/ErrorNotice';
import { FormField } from '../../components/PageContent/PageContent';
import { Loaded } from '../../components/Loaded/Loaded';
import ParametersForm from '../../components/ParametersForm/ParametersForm';
import {
  hasParameters,
  parameterErrors,
  parameterValues,
} from '../../components/ParametersForm/parameterValues';
import { formDataOf, type RequestFormData } from '../formData';
import {
  loadParameters,
  useParametersSource,
  type ParametersSource,
} from './parametersSource';
import styles from './ClusterParameters.module.css';

type Props = FieldExtensionComponentProps<JsonObject, {}>;

/** What the profile lets a requester set, as a form of its JSON Schema. */
export function ClusterParameters(props: Props) {
  const load = useParametersSource(formDataOf(props.formContext));
  return (
    <FormField>
      <Loaded load={load} what="The parameters">
        {source =>
          source ? (
            <Parameters {...props} source={source} />
          ) : (
            <Text>Choose a profile and a version first.</Text>
          )
        }
      </Loaded>
    </FormField>
  );
}

function Parameters(props: Props & { source: ParametersSource }) {
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

/** Asked when the page is left: the same schema that the backend checks. */
export async function validateClusterParameters(
  value: JsonObject | undefined,
  field: { addError(message: string): void },
  context: { apiHolder: ApiHolder; formData: JsonObject },
): Promise<void> {
  const source = await loadParameters(
    context.apiHolder.get(clusterProfilesApiRef)!,
    context.formData as RequestFormData,
  );
  if (source?.schema) {
    parameterErrors(source.schema, value ?? {}).forEach(error =>
      field.addError(error),
    );
  }
}
