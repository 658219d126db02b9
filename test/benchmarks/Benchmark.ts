/** One number that a benchmark found, such as `plans/pure` in `1/s`. */
export interface Measure {
  name: string;
  value: number;
  unit: string;
}

export type Benchmark = (options: {
  /** Connection string of an empty PostgreSQL server. */
  postgres: string;
  report: (measure: Measure) => void;
}) => Promise<void>;
