const REASONS: Record<string, string> = {
  ECONNREFUSED: 'refuses connections',
  ECONNRESET: 'cut the connection',
  EPIPE: 'cut the connection',
  ETIMEDOUT: 'does not answer',
  EHOSTUNREACH: 'cannot be reached',
  ENETUNREACH: 'cannot be reached',
  ENOTFOUND: 'has a host name that is not known',
  EAI_AGAIN: 'has a host name that cannot be looked up now',
  CERT_HAS_EXPIRED: 'has a certificate that has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'has a certificate for another name',
};

const UNTRUSTED = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_SIGNATURE_FAILURE',
]);

/** A sentence for people, with the code of the error where we have no better words. */
export function explainNetworkError(error: Error, host: string): string {
  const { code = error.name } = error as NodeJS.ErrnoException;
  if (UNTRUSTED.has(code)) {
    return `${host} has a certificate that the configured authorities did not sign; correct certificate-authority of the kubeconfig, or caFile`;
  }
  return `${host} ${REASONS[code] ?? `cannot be spoken to (${code})`}`;
}
