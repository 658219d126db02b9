/**
 * Contract suites for providers and engines, and builders for tests.
 *
 * @packageDocumentation
 */
export * from './addOnEngineContract';
export * from './builders';
export * from './clusterProviderContract';
