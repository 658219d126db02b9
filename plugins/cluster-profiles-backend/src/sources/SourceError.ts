import { CustomErrorBase } from '@backstage/errors';

/** Why the bytes of a source cannot be had. */
export type SourceErrorReason =
  | 'address-refused'
  | 'broken'
  | 'credentials'
  | 'gone'
  | 'too-large'
  | 'too-slow'
  | 'unreachable';

/** The bytes of a source cannot be had. Says where and why; never holds a credential. */
export class SourceError extends CustomErrorBase {
  name = 'SourceError' as const;
  readonly reason: SourceErrorReason;

  constructor(reason: SourceErrorReason, message: string, cause?: Error) {
    super(message, cause);
    this.reason = reason;
  }
}
