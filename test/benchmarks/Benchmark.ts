/** One number beside the baseline that was measured in the same run, such as `plans` in `1/s`. */
export interface Measure {
  name: string;
  value: number;
  unit: string;
  baseline: number;
  /** The ratio that is aimed at, at most. */
  atMost?: number;
  /** The same, at least. */
  atLeast?: number;
}

export type Benchmark = (options: {
  /** Connection string of an empty PostgreSQL server. */
  postgres: string;
  report: (measure: Measure) => void;
}) => Promise<void>;
