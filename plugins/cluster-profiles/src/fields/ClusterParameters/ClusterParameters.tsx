import type { ApiHolder } from '@backstage/core-plugin-api';
import type { JsonObject } from '@backstage/types';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { Text } from '@backstage/ui';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { FormField } from '../../components/PageContent/PageContent';
import { Loaded } from '../../components/Loaded/Loaded';
import { parameterErrors } from '../../components/ParametersForm/parameterValues';
import { formDataOf, type RequestFormData } from '../formData';
import { ParametersInput } from './ParametersInput';
import { loadParameters, useParametersSource } from './parametersSource';

type Props = FieldExtensionComponentProps<JsonObject, {}>;

/** What the profile lets a requester set, as a form of its JSON Schema. */
export function ClusterParameters(props: Props) {
  const load = useParametersSource(formDataOf(props.formContext));
  return (
    <FormField>
      <Loaded load={load} what="The parameters">
        {source =>
          source ? (
            <ParametersInput
              source={source}
              formData={props.formData}
              rawErrors={props.rawErrors}
              disabled={props.disabled}
              onChange={props.onChange}
            />
          ) : (
            <Text>Choose a profile and a version first.</Text>
          )
        }
      </Loaded>
    </FormField>
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
