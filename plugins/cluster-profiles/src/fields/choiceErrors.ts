/** What is wrong with a choice, in words: of one that is missing, the form only knows the name of the property. */
export function choiceErrors(
  errors: readonly string[] | undefined,
  missing: string,
): string[] {
  return [
    ...new Set(
      (errors ?? []).map(error =>
        /must have required property/.test(error) ? missing : error,
      ),
    ),
  ];
}
