/**
 * A validation that says in words that nothing is chosen. Only of a choice that the template begins with `''`: of one that is
 * absent, the schema speaks before any field can, and knows no words.
 */
export function requireChoice(missing: string) {
  return (
    value: string | undefined,
    field: { addError(message: string): void },
  ): void => {
    if (value === '') {
      field.addError(missing);
    }
  };
}
