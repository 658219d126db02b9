/** Keeps what was made under a key, as long as it fits; what was not used for longest goes first. What failed, or came to nothing (undefined), is made again. */
export class Memory<T> {
  readonly #entries = new Map<string, { made: Promise<T>; size: number }>();
  readonly #most: number;
  readonly #sizeOf: (made: T) => number;
  #size = 0;

  constructor(options: { most: number; sizeOf: (made: T) => number }) {
    this.#most = options.most;
    this.#sizeOf = options.sizeOf;
  }

  get(key: string, make: () => Promise<T>): Promise<T> {
    const known = this.#entries.get(key);
    if (known) {
      this.#entries.delete(key);
      this.#entries.set(key, known);
      return known.made;
    }
    const entry = { made: make(), size: 0 };
    this.#entries.set(key, entry);
    entry.made.then(
      made => {
        if (made === undefined) {
          this.#entries.delete(key);
          return;
        }
        entry.size = this.#sizeOf(made);
        this.#size += entry.size;
        this.#forget();
      },
      () => this.#entries.delete(key),
    );
    return entry.made;
  }

  #forget(): void {
    for (const [key, { size }] of this.#entries) {
      if (this.#size <= this.#most) {
        return;
      }
      // What is still being made has no size yet.
      if (size > 0) {
        this.#entries.delete(key);
        this.#size -= size;
      }
    }
  }
}
