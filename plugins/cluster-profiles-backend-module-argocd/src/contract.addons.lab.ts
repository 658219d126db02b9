import { setTimeout as sleep } from 'node:timers/promises';
import { addOnEngineContract } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import {
  managementCluster,
  type ManagementCluster,
} from '../../../test/management-cluster/lab';
import { LabArgoCd } from './__testUtils__/LabArgoCd';

describe('Argo CD on the lab', () => {
  let lab: ManagementCluster;
  let argoCd: LabArgoCd;

  beforeAll(async () => {
    lab = await managementCluster();
  });

  addOnEngineContract({
    async create() {
      argoCd = await LabArgoCd.create(lab);
      return {
        engine: argoCd.engine,
        cluster: argoCd.cluster,
        bytes: argoCd.bytes,
        access: await argoCd.access(),
        advance: () => sleep(500),
        cleanup: () => argoCd.cleanup(),
      };
    },
    layer: (name, overrides) => argoCd.layer(name, overrides),
    otherValues: { replicas: 3 },
    maxRounds: 120,
    timeout: 180_000,
  });
});
