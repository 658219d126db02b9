/** One slot per key: a second registration of a key is the fault of the module that made it. */
export function keyedSlots<T extends { id: string }>(
  what: string,
  slots: Map<string, T>,
  context: { reportModuleStartupFailure(options: { error: Error }): void },
): (item: T) => void {
  return item => {
    if (slots.has(item.id)) {
      context.reportModuleStartupFailure({
        error: new Error(`A ${what} '${item.id}' is registered already`),
      });
      return;
    }
    slots.set(item.id, item);
  };
}
