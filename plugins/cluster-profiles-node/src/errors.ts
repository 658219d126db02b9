import { CustomErrorBase } from '@backstage/errors';

/** The provider or engine does not answer. Nothing follows from it: the cluster turns `unknown`. @public */
export class ProviderUnreachableError extends CustomErrorBase {
  name = 'ProviderUnreachableError' as const;
}

/** The provider or engine understood the request and refused it; retrying the same will not help. @public */
export class ProviderRefusedError extends CustomErrorBase {
  name = 'ProviderRefusedError' as const;
}

/** A live object belongs to another installation or carries a higher revision: it must not be written. @public */
export class HeldError extends CustomErrorBase {
  name = 'HeldError' as const;
}
