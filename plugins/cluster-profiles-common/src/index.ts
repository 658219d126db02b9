/**
 * Entity kind, permissions, API types and client, and pure rules of cluster profiles.
 *
 * @packageDocumentation
 */
export * from './kind/ClusterProfile';
export * from './kind/clusterProfileSchema';
export * from './model/finding';
export * from './model/target';
export * from './model/profileVersion';
export * from './model/desired';
export * from './model/observed';
export * from './model/drift';
export * from './model/plan';
export * from './model/change';
export * from './model/breakGlass';
export * from './model/policy';
export * from './model/cluster';
export * from './model/fleet';
export * from './model/provider';
export * from './model/importable';
export * from './model/typicalTimes';
export * from './model/access';
export * from './model/bulk';
export * from './model/searchDocuments';
export * from './permissions';
export * from './api/ClusterProfilesApi';
export * from './api/ClusterProfilesClient';
export * from './rules/canonicalDigest';
export * from './rules/digests';
export * from './rules/jsonPointer';
export * from './rules/substitute';
export * from './rules/diffValues';
export * from './rules/driftExceptions';
export * from './rules/semverClass';
export * from './rules/diffLayers';
export * from './rules/isDeliveredByProvider';
export * from './rules/kubernetesEndOfLife';
export * from './rules/kubernetesRules';
export * from './rules/nodePools';
export * from './rules/orderLayers';
export * from './rules/overrideValue';
export * from './rules/upgradeCandidates';
export * from './rules/behindBy';
export * from './rules/followTarget';
export * from './rules/erased';
export * from './rules/hiddenValues';
export * from './rules/mainProfile';
export * from './rules/missingApprovals';
export * from './rules/reviewStanding';
export * from './rules/verifyChain';
export * from './record/entries';
export { findBrokenEntry } from './record/verifyEntries';
export * from './record/statements';
export * from './record/evidence';
export { verifyEvidence, type EvidenceResult } from './record/verifyEvidence';
export type { BreakGlassUse } from './record/verifyBreakGlass';
export type { EvidenceLink } from './record/verifyChange';
export type { VerifySignature } from './record/verifySignatures';
