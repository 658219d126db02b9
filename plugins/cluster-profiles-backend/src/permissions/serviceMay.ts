import type {
  BackstageCredentials,
  BackstageServicePrincipal,
} from '@backstage/backend-plugin-api';
import type { ServiceGrant } from '../config/ClusterProfilesConfig';

/** The catalog keeps clusters as entities; nothing else is granted unless the configuration says so. */
const BUILT_IN: ServiceGrant[] = [{ subject: 'plugin:catalog', may: ['read'] }];

/** Whether a service principal may do something; undefined for everybody else. */
export function serviceMay(
  grants: ServiceGrant[],
  credentials: BackstageCredentials,
  grant: string,
): boolean | undefined {
  const principal = credentials.principal as { type?: string };
  if (principal.type !== 'service') {
    return undefined;
  }
  const { subject } = principal as BackstageServicePrincipal;
  return [...BUILT_IN, ...grants].some(
    entry => entry.subject === subject && entry.may.includes(grant),
  );
}
