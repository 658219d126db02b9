import { useState } from 'react';
import type { JsonObject } from '@backstage/types';
import ParametersForm from '../../components/ParametersForm/ParametersForm';
import { parameterValues } from '../../components/ParametersForm/parameterValues';

/** The form of the parameters with its defaults; what is entered goes nowhere. */
export default function FormPreview({ schema }: { schema: JsonObject }) {
  const [value, setValue] = useState(() => parameterValues(schema, {}));
  return (
    <ParametersForm
      schema={schema}
      value={value}
      onChange={setValue}
      theme="bui"
    />
  );
}
