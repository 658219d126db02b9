export { node } from '../../cluster-profiles-node/src';
export const common = 'common';
