import type { Finding } from '@cluster-profiles/plugin-cluster-profiles-common';

/**
 * What provider and Kubernetes' own rules say of a move, each kind once: the provider knows what would help on the way, and only we
 * know which versions of the profile there are instead of a way back.
 */
export function joinFindings(
  ofProvider: readonly Finding[],
  ofRules: readonly Finding[],
): Finding[] {
  const isBack = ({ code }: Finding) => code === 'kubernetes-downgrade';
  const lacks = (others: readonly Finding[]) => (finding: Finding) =>
    others.every(({ code }) => code !== finding.code);
  return [
    ...ofProvider.filter(it => !isBack(it) || lacks(ofRules)(it)),
    ...ofRules.filter(it => isBack(it) || lacks(ofProvider)(it)),
  ];
}
