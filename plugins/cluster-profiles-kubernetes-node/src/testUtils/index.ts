/**
 * A scripted Kubernetes API, for tests.
 *
 * @packageDocumentation
 */
export * from './startScriptedApi';
