import { useEffect, useState } from 'react';
import type { JsonObject } from '@backstage/types';
import { Text } from '@backstage/ui';
import ParametersForm from '../../../components/ParametersForm/ParametersForm';
import {
  hasParameters,
  parameterErrors,
  parameterValues,
} from '../../../components/ParametersForm/parameterValues';

/** Holds the values; tells about those that fit the schema. */
export default function ProfileParametersForm(props: {
  schema: JsonObject;
  current: JsonObject;
  onChange: (parameters: JsonObject) => void;
}) {
  const { schema, current, onChange } = props;
  const [value, setValue] = useState(() => parameterValues(schema, current));
  const errors = parameterErrors(schema, value);

  // The first values count too: they are carried forward.
  useEffect(() => {
    if (parameterErrors(schema, value).length === 0) {
      onChange(value);
    }
    // `onChange` is new on each drawing of the dialog.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [schema, value]);

  if (!hasParameters(schema)) {
    return <Text color="secondary">This profile has no parameters.</Text>;
  }
  return (
    <>
      <ParametersForm
        schema={schema}
        value={value}
        onChange={setValue}
        theme="bui"
      />
      {errors.length > 0 && (
        <Text as="p" role="alert">
          {errors.join('. ')}
        </Text>
      )}
    </>
  );
}
