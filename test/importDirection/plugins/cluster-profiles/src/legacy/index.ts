export { plugin } from '../plugin';
export const legacy = 'legacy';
