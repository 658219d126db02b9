export { simulator } from '../../../plugins/cluster-profiles-backend-module-simulator/src';
export const app = 'app';
