export { backend } from '../../cluster-profiles-backend/src';
export const node = 'node';
