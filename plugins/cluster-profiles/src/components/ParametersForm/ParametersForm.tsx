import { useMemo, useState } from 'react';
import type { JsonObject } from '@backstage/types';
import {
  extractSchemaFromStep,
  Form,
  type ScaffolderTheme,
} from '@backstage/plugin-scaffolder-react/alpha';
import validator from '@rjsf/validator-ajv8';
import { explained } from './explained';
import { withTextareas } from './longTexts';
import { refusalText } from './refusal';
import { useLongTexts } from './useLongTexts';
import { withoutPictures } from './withoutPictures';
import styles from './ParametersForm.module.css';

/** The form of a JSON Schema, drawn by the scaffolder's own form component. */
export default function ParametersForm(props: {
  /** Tells it from others on the same page. */
  name?: string;
  schema: JsonObject;
  value: JsonObject;
  onChange: (value: JsonObject) => void;
  theme: ScaffolderTheme;
  disabled?: boolean;
}) {
  const { value, onChange, theme, disabled } = props;
  const long = useLongTexts(props.schema, value);
  const { schema, uiSchema } = useMemo(
    () =>
      extractSchemaFromStep(
        explained(withTextareas(withoutPictures(props.schema), long), theme),
      ),
    [props.schema, long, theme],
  );
  // Errors appear once something was entered, not on an untouched form.
  const [touched, setTouched] = useState(false);
  return (
    <div className={styles.form}>
      <Form
        EXPERIMENTAL_theme={theme}
        // It may stand inside another form.
        tagName="div"
        idPrefix={['cluster-parameters', props.name].filter(Boolean).join('-')}
        schema={schema}
        uiSchema={uiSchema}
        validator={validator}
        formData={value}
        disabled={disabled}
        liveValidate={touched}
        showErrorList={false}
        transformErrors={errors =>
          errors.map(error => ({ ...error, message: refusalText(error) }))
        }
        noHtml5Validate
        onChange={event => {
          setTouched(true);
          onChange(event.formData);
        }}
      >
        {/* Keeps the form from drawing a button of its own. */}
        <></>
      </Form>
    </div>
  );
}
