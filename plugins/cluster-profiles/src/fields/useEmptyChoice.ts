import { useEffect } from 'react';

/**
 * A required choice that is absent becomes `''`: of that the field's own validation says in words what is missing; of what is
 * absent the schema of the form speaks first, and knows only the name of the property.
 */
export function useEmptyChoice(field: {
  formData?: string;
  required?: boolean;
  onChange: (value: string | undefined) => void;
}): void {
  const { formData, required, onChange } = field;
  const absent = required && formData === undefined;
  useEffect(() => {
    if (absent) {
      onChange('');
    }
  }, [absent, onChange]);
}
