import { InputError } from '@backstage/errors';
import type { Finding } from '@cluster-profiles/plugin-cluster-profiles-common';

/** Findings named in the message; all of them are in `details`. */
const NAMED = 3;

/** An `InputError` that carries findings, so that a caller can show each beside its field. */
export class BundleError extends InputError {
  readonly details: Finding[];

  constructor(details: Finding[]) {
    super(summary(details));
    this.details = details;
  }
}

/** Ends the reading of a bundle with one clear finding. */
export function refuseBundle(finding: Omit<Finding, 'severity'>): never {
  throw new BundleError([{ severity: 'block', ...finding }]);
}

function summary(findings: Finding[]): string {
  const sentences = findings
    .slice(0, NAMED)
    .map(({ path, message, remedy }) =>
      [path ? `${path}: ${message}` : message, remedy]
        .filter(Boolean)
        .join('. '),
    );
  const more = findings.length - NAMED;
  return `The bundle cannot be taken: ${sentences.join('; ')}${
    more > 0 ? `; and ${more} more` : ''
  }`;
}
