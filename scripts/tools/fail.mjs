/** Something the person at the terminal can mend: one sentence, no stack. */
export class Failure extends Error {}

const causes = [
  [
    /ENOSPC|no space left/i,
    'The disk is full: free some space, then run it again.',
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|RequestError/,
    'The package registry cannot be reached: check the network, then run it again.',
  ],
];

/** The cause that the output of a failed command shows, if it is a known one. */
export function knownCause(output) {
  return causes.find(([pattern]) => pattern.test(output))?.[1];
}
