import { ProviderRefusedError } from '@cluster-profiles/plugin-cluster-profiles-node';

/** One reason why an object was refused. */
export interface RefusalCause {
  /** Such as `spec.topology.version`; undefined when it is about the whole. */
  field: string | undefined;
  message: string;
}

/** The API server or one of its webhooks refused an object; the message holds all causes. */
export class ObjectRefusedError extends ProviderRefusedError {
  readonly causes: readonly RefusalCause[];

  constructor(message: string, causes: readonly RefusalCause[]) {
    super(message);
    this.causes = causes;
  }
}
