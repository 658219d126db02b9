import type {
  BackstageCredentials,
  BackstageServicePrincipal,
} from '@backstage/backend-plugin-api';
import type { ServiceGrant } from '../config/ClusterProfilesConfig';

/**
 * The catalog keeps clusters as entities, search finds what each reader may see; nothing else is granted unless the configuration
 * says so.
 */
const BUILT_IN: ServiceGrant[] = [
  { subject: 'plugin:catalog', may: ['read'] },
  { subject: 'plugin:search', may: ['read'] },
];

/** Whether a service principal may do something; undefined for everybody else. */
export function serviceMay(
  grants: ServiceGrant[],
  credentials: BackstageCredentials,
  grant: string,
): boolean | undefined {
  if (!isService(credentials)) {
    return undefined;
  }
  const { subject } = credentials.principal;
  return [...BUILT_IN, ...grants].some(
    entry => entry.subject === subject && entry.may.includes(grant),
  );
}

export function isService(
  credentials: BackstageCredentials,
): credentials is BackstageCredentials<BackstageServicePrincipal> {
  return (credentials.principal as { type?: string }).type === 'service';
}
