export * from '../../cluster-profiles-backend/src';
