export { simulator } from '../../cluster-profiles-backend-module-simulator/src';
export { app } from '../../../packages/app/src';
export const backend = 'backend';
