export { node } from '../../cluster-profiles-node/src';
export { coreServices } from '@backstage/backend-plugin-api';
export { legacy } from './legacy';
