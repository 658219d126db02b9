export { backend } from '../../cluster-profiles-backend/src';
export const simulator = 'simulator';
