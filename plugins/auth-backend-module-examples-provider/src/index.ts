/**
 * Sign-in as an example user; for the example portal only.
 *
 * @packageDocumentation
 */
export { authModuleExamplesProvider as default } from './module';
