import type { JsonObject } from '@backstage/types';
import type { KubernetesObject } from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
import {
  aDesiredState,
  aLayer,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { layerDigest } from '@cluster-profiles/plugin-cluster-profiles-common';
import { composeApplication } from '../application/composeApplication';
import { EXCEPTIONS_ANNOTATION } from '../application/marks';
import { observeApplication as observeAt } from './observeApplication';

const LAYER = aLayer({
  source: { type: 'helm', repository: 'charts', chart: 'web' },
});

const APPLICATION = composeApplication({
  cluster: aDesiredState(),
  layer: LAYER,
  marks: { instanceId: 'portal', revision: 1 },
  namespace: 'argocd',
  now: new Date('2026-03-01T12:00:00.000Z'),
  repositories: new Map([['charts', 'https://charts.example']]),
});
const { source, destination } = APPLICATION.spec as JsonObject;
const OLD_SOURCE = { ...(source as JsonObject), targetRevision: '4.13.2' };
const COMPARED = { source, destination };

/** As Argo CD has it when all is well, but for what is given. */
function application(
  status: {
    sync?: JsonObject;
    health?: JsonObject;
    operationState?: JsonObject;
    conditions?: JsonObject[];
    resources?: JsonObject[];
    reconciledAt?: string;
  } = {},
): KubernetesObject {
  return {
    ...APPLICATION,
    status: {
      reconciledAt: '2026-11-22T10:00:09Z',
      resources: [{ kind: 'Deployment', name: 'web', status: 'Synced' }],
      ...status,
      sync: { status: 'Synced', comparedTo: COMPARED, ...status.sync },
      health: { status: 'Healthy', ...status.health },
      operationState: {
        phase: 'Succeeded',
        finishedAt: '2026-11-22T10:00:05Z',
        syncResult: { source },
        ...status.operationState,
      },
    },
  };
}

const NOW = new Date('2026-11-22T10:01:00Z');

describe('observeApplication', () => {
  const observeApplication = (live: KubernetesObject, now = NOW) =>
    observeAt(live, now);

  it('finds proof where all agree', () => {
    expect(observeApplication(application())).toEqual({
      name: 'ingress',
      version: '4.13.3',
      digest: layerDigest(LAYER),
      health: 'Healthy',
      drift: 'InSync',
    });
  });

  it('says what Argo CD is told to leave alone', () => {
    const excepted = [{ object: 'Deployment web', path: '/spec/replicas' }];
    const live = application();
    const seen = observeApplication({
      ...live,
      metadata: {
        ...live.metadata,
        annotations: {
          ...live.metadata.annotations,
          [EXCEPTIONS_ANNOTATION]: JSON.stringify(excepted),
        },
      },
    });
    expect(seen.exceptions).toEqual(excepted);
  });

  it('says that a chart brings nothing, which is no fault', () => {
    expect(
      observeApplication(application({ resources: undefined })),
    ).toMatchObject({
      version: '4.13.3',
      health: 'Healthy',
      drift: 'InSync',
      message: 'The chart brings no objects',
    });
  });

  it.each<[string, Parameters<typeof application>[0]]>([
    [
      'the comparison is of the source before',
      { sync: { comparedTo: { source: OLD_SOURCE, destination } } },
    ],
    [
      'the comparison is of another cluster',
      { sync: { comparedTo: { source, destination: { name: 'other' } } } },
    ],
    [
      'the last operation was on the source before',
      { operationState: { syncResult: { source: OLD_SOURCE } } },
    ],
    ['the operation is under way', { operationState: { phase: 'Running' } }],
    [
      'the operation that failed was on the source before',
      {
        operationState: {
          phase: 'Failed',
          message: 'no',
          syncResult: { source: OLD_SOURCE },
        },
      },
    ],
    [
      'the comparison is older than the operation',
      {
        sync: { status: 'OutOfSync' },
        reconciledAt: '2026-11-22T10:00:04Z',
      },
    ],
  ])('names no version while %s', (_, status) => {
    const seen = observeApplication(application(status));
    expect(seen).toMatchObject({ health: 'Progressing', drift: 'Unknown' });
    expect(seen).toHaveProperty('digest');
    expect(seen).not.toHaveProperty('version');
  });

  it('finds nothing in an Application that Argo CD has not looked at', () => {
    expect(observeApplication(APPLICATION)).toMatchObject({
      health: 'Progressing',
      drift: 'Unknown',
      message: 'Argo CD has not begun with it',
    });
  });

  it('tells an operation that nobody has taken up from one that is under way', () => {
    const behind = { syncResult: { source: OLD_SOURCE } };
    const message = (operationState: JsonObject, more: object = {}) =>
      observeApplication({ ...application({ operationState }), ...more })
        .message;
    expect(message(behind, { operation: {} })).toBe(
      'Argo CD has not begun with it',
    );
    expect(message(behind)).toBe('Objects are being applied');
    expect(message({ phase: 'Running' }, { operation: {} })).toBe(
      'Objects are being applied',
    );
  });

  it('says what an operation waits for, while it is on what is desired', () => {
    const message = (operationState: JsonObject) =>
      observeApplication(
        application({
          operationState: {
            phase: 'Running',
            message: 'waiting for completion of hook\nbatch/Job/migrate',
            ...operationState,
          },
        }),
      ).message;
    expect(message({})).toBe(
      'Objects are being applied: waiting for completion of hook batch/Job/migrate',
    );
    expect(message({ syncResult: { source: OLD_SOURCE } })).toBe(
      'Objects are being applied',
    );
  });

  it('takes nothing for proven while an operation is asked for, whose source may be the same', () => {
    const seen = observeApplication({
      ...application(),
      operation: { sync: {} },
    });
    expect(seen).toMatchObject({
      drift: 'Unknown',
      message: 'Argo CD has not begun with it',
    });
    expect(seen).not.toHaveProperty('version');
  });

  it('tells drift from what is on its way, and names the objects', () => {
    expect(
      observeApplication(
        application({
          sync: { status: 'OutOfSync' },
          resources: [
            {
              kind: 'Deployment',
              namespace: 'ingress',
              name: 'web',
              status: 'OutOfSync',
            },
            {
              kind: 'Service',
              namespace: 'ingress',
              name: 'web',
              status: 'Synced',
            },
          ],
        }),
      ),
    ).toMatchObject({
      version: '4.13.3',
      health: 'Healthy',
      drift: 'Drifted',
      message: 'Differs from the chart: Deployment ingress/web',
    });
  });

  it('gives Argo CD a moment to look at what it applied', () => {
    const live = application({ sync: { status: 'OutOfSync' } });
    const seen = (now: string) => observeApplication(live, new Date(now));
    expect(seen('2026-11-22T10:00:14Z')).toMatchObject({
      health: 'Progressing',
      drift: 'Unknown',
    });
    expect(seen('2026-11-22T10:00:14Z')).not.toHaveProperty('version');
    expect(seen('2026-11-22T10:00:15Z')).toMatchObject({ drift: 'Drifted' });
  });

  it.each(['Degraded', 'Missing', 'Progressing', 'Unknown'] as const)(
    'takes %s health for no proof',
    status => {
      const seen = observeApplication(application({ health: { status } }));
      expect(seen).toMatchObject({ health: status, drift: 'InSync' });
      expect(seen).not.toHaveProperty('version');
    },
  );

  it.each([
    'Failed to load live state: failed to get cluster info for "https://10.0.0.1": error synchronizing cache state : dial tcp 10.0.0.1:443: connect: connection refused',
    'failed to get api resource: failed to discover server resources for group version apps/v1: Unauthorized',
  ])(
    'does not believe the health of a cluster that is not reached: %s',
    message => {
      const seen = observeApplication(
        application({
          sync: { status: 'Unknown' },
          conditions: [{ type: 'ComparisonError', message }],
        }),
      );
      expect(seen).toMatchObject({
        health: 'Unknown',
        drift: 'Unknown',
        message: expect.stringContaining('does not reach the cluster'),
      });
      expect(seen).not.toHaveProperty('version');
    },
  );

  it('says why a chart does not render, without what is around it', () => {
    expect(
      observeApplication(
        application({
          conditions: [
            { type: 'OrphanedResourceWarning', message: 'never mind' },
            {
              type: 'ComparisonError',
              message:
                'Failed to load target state: failed to generate manifest for source 1 of 1: rpc error: code = Unknown desc = chart "web" version "9.9.9" not found',
            },
          ],
        }),
      ),
    ).toMatchObject({
      health: 'Degraded',
      message: 'chart "web" version "9.9.9" not found',
    });
  });

  it('says which value a chart misses, without the command', () => {
    expect(
      observeApplication(
        application({
          conditions: [
            {
              type: 'ComparisonError',
              message:
                'Failed to load target state: failed to generate manifest for source 1 of 1: rpc error: code = Unknown desc = failed to execute helm template command: failed to get command args to log: `helm template . --name-template web` failed exit status 1: Error: execution error at (web/templates/config.yaml:6:13): region is needed, such as eu1\n\nUse --debug flag to render out invalid YAML',
            },
          ],
        }),
      ).message,
    ).toBe(
      'execution error at (web/templates/config.yaml:6:13): region is needed, such as eu1',
    );
  });

  it('says which hook failed, the same at each attempt', () => {
    const attempt = (number: number) =>
      observeApplication(
        application({
          operationState: {
            phase: 'Running',
            retryCount: number,
            message: `one or more hooks failed. Retrying attempt #${number} at 10:0${number}AM.`,
            syncResult: {
              source,
              resources: [
                { kind: 'Service', name: 'web', status: 'Synced' },
                {
                  kind: 'Job',
                  namespace: 'ingress',
                  name: 'migrate',
                  hookType: 'PreSync',
                  hookPhase: 'Failed',
                  message: 'Job has reached the specified backoff limit',
                },
              ],
            },
          },
        }),
      );
    expect(attempt(1)).toMatchObject({
      health: 'Degraded',
      message:
        'Hook PreSync, Job ingress/migrate: Job has reached the specified backoff limit',
    });
    expect(attempt(2)).toEqual(attempt(1));
  });

  it('says what is in the way of a failed operation, without the attempts', () => {
    expect(
      observeApplication(
        application({
          operationState: {
            phase: 'Failed',
            message:
              'one or more objects failed to apply (retried 3 times). Retrying attempt #4 at 1:02PM.',
          },
        }),
      ).message,
    ).toBe('one or more objects failed to apply');
  });

  it('wants an Application written again that others changed', () => {
    const seen = observeApplication({
      ...application(),
      spec: { ...APPLICATION.spec, source: OLD_SOURCE },
    });
    expect(seen).toMatchObject({ drift: 'Drifted', health: 'Unknown' });
    expect(seen).not.toHaveProperty('digest');
    expect(seen).not.toHaveProperty('version');
    expect(seen.edited).toEqual({});
  });

  it('says who of others changed an Application last, where that is known', () => {
    const wrote = (manager: string, time: string, field = 'f:spec') => ({
      manager,
      time,
      fieldsV1: { [field]: { 'f:source': { 'f:targetRevision': {} } } },
    });
    expect(
      observeApplication({
        ...application(),
        metadata: {
          ...APPLICATION.metadata,
          managedFields: [
            wrote('cluster-profiles', '2026-11-22T10:00:40Z'),
            wrote('argocd-server', '2026-11-22T10:00:20Z'),
            wrote('kubectl-edit', '2026-11-22T10:00:30Z'),
            wrote(
              'argocd-application-controller',
              '2026-11-22T10:00:50Z',
              'f:status',
            ),
          ],
        },
        spec: { ...APPLICATION.spec, source: OLD_SOURCE },
      }).edited,
    ).toEqual({ manager: 'kubectl-edit', writtenAt: '2026-11-22T10:00:30Z' });
  });

  it('says what keeps an Application from going', () => {
    const going = (conditions: JsonObject[]) => {
      const { metadata, ...rest } = application({ conditions });
      return observeApplication({
        ...rest,
        metadata: { ...metadata, deletionTimestamp: '2026-11-22T10:00:00Z' },
      });
    };
    expect(going([])).toEqual({
      name: 'ingress',
      health: 'Progressing',
      drift: 'Unknown',
      message: 'Objects are being removed',
    });
    expect(
      going([{ type: 'DeletionError', message: 'connection refused' }]).message,
    ).toBe('Is not removed yet: connection refused');
    expect(
      going([
        {
          type: 'DeletionError',
          message:
            'failed to discover server resources for group version v1: Unauthorized',
        },
      ]),
    ).toMatchObject({
      health: 'Unknown',
      message: expect.stringContaining('does not reach the cluster'),
    });
  });

  it('says that nobody takes up what was asked for', () => {
    const asked = (time: string, operationState?: JsonObject) => ({
      ...application({ sync: { comparedTo: {} }, operationState }),
      operation: { sync: {} },
      metadata: {
        ...APPLICATION.metadata,
        managedFields: [
          { manager: 'argocd-application-controller', time: NOW.toISOString() },
          {
            manager: 'cluster-profiles',
            operation: 'Apply',
            time: '2026-11-22T10:00:50Z',
          },
          { manager: 'cluster-profiles', operation: 'Update', time },
        ],
      },
    });
    expect(observeApplication(asked('2026-11-22T10:00:31Z')).message).toBe(
      'Argo CD has not begun with it',
    );
    expect(observeApplication(asked('2026-11-22T10:00:30Z'))).toMatchObject({
      health: 'Progressing',
      message:
        'Argo CD has not taken this up since 2026-11-22T10:00:30Z; does its application controller run?',
    });
    const running = (startedAt: string) =>
      observeApplication(
        asked('2026-11-22T10:00:30Z', { phase: 'Running', startedAt }),
      ).message;
    expect(running('2026-11-22T10:00:30Z')).toBe('Objects are being applied');
    expect(running('2026-11-22T10:00:29Z')).toContain('has not taken this up');
  });

  it('tells a cluster that is not reached from a kind that it does not know', () => {
    const failing = (message: string) => {
      const { health, message: told } = observeApplication(
        application({
          operationState: {
            phase: 'Running',
            retryCount: 2,
            message: 'one or more synchronization tasks are not valid',
            syncResult: {
              source,
              resources: ['a', 'b'].map(name => ({
                kind: 'Deployment',
                name,
                status: 'SyncFailed',
                message,
              })),
            },
          },
        }),
      );
      return `${health}: ${told}`;
    };
    const discover = 'failed to discover server resources for group version v1';
    const refused =
      'Get "https://shop:6443/api/v1": dial tcp: connect: connection refused';
    expect(failing(`${discover}: ${refused}`)).toBe(
      `Unknown: Argo CD does not reach the cluster: ${discover}: ${refused}`,
    );
    const unknown = `${discover}: the server could not find the requested resource`;
    expect(failing(unknown)).toBe(
      `Degraded: Deployment a: ${unknown}; Deployment b: ${unknown}`,
    );
  });
});
