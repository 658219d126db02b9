import type { ActionServices } from '../proposeChange';
import { createAdoptClusterAction } from './adoptCluster';
import { createDeleteClusterAction } from './deleteCluster';
import { createImportClusterAction } from './importCluster';
import { createPublishProfileAction } from './publishProfile';
import { createRequestClusterAction } from './requestCluster';
import { createResizeClusterAction } from './resizeCluster';
import { createUpgradeClusterAction } from './upgradeCluster';

export function createActions(services: ActionServices) {
  return [
    createRequestClusterAction(services),
    createImportClusterAction(services),
    createAdoptClusterAction(services),
    createUpgradeClusterAction(services),
    createResizeClusterAction(services),
    createDeleteClusterAction(services),
    createPublishProfileAction(services),
  ];
}
