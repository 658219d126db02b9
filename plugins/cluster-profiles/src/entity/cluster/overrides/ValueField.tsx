import type { JsonObject, JsonValue } from '@backstage/types';
import { Select, TextAreaField, TextField } from '@backstage/ui';
import type { ValueForm } from './typedValue';

/** Asks for a value in the form that fits it; `text` is what `typedText` makes of it. */
export function ValueField(props: {
  form: ValueForm;
  text: string;
  onChange: (text: string) => void;
  /** Of the parameter that the value follows. */
  schema?: JsonObject;
  description?: string;
  error?: string;
}) {
  const { form, text, onChange, schema, description, error } = props;
  const common = {
    label: 'New value',
    description,
    isRequired: true,
    validationBehavior: 'aria' as const,
    validate: () => error,
  };
  if (form === 'choice' || form === 'boolean') {
    const choices: JsonValue[] =
      form === 'boolean' ? [true, false] : (schema!.enum as JsonValue[]);
    return (
      <Select
        {...common}
        selectionMode="single"
        placeholder="Choose a value"
        value={text || null}
        onChange={key => onChange(String(key))}
        options={choices.map(choice => ({
          id: JSON.stringify(choice),
          label: typeof choice === 'string' ? choice : JSON.stringify(choice),
        }))}
      />
    );
  }
  if (form === 'json') {
    return (
      <TextAreaField
        {...common}
        secondaryLabel="JSON"
        rows={4}
        value={text}
        onChange={onChange}
      />
    );
  }
  return (
    <TextField
      {...common}
      inputMode={form === 'number' ? 'decimal' : undefined}
      value={text}
      onChange={onChange}
      autoComplete="off"
    />
  );
}
