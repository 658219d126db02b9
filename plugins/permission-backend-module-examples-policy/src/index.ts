/**
 * An example permission policy for the usual organisation.
 *
 * @packageDocumentation
 */
export { permissionModuleExamplesPolicy as default } from './module';
