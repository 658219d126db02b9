import {
  aDesiredState,
  withLayer,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import type {
  DesiredLayer,
  ObjectDifference,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { LayerTracer } from '../../plugins/cluster-profiles-backend/src/drift/LayerTracer';
import { aChart } from '../../plugins/cluster-profiles-backend/src/sources/__testUtils__/aChart';
import { ArgoCdEngine } from '../../plugins/cluster-profiles-backend-module-argocd/src/ArgoCdEngine';
import { LayerRenderer } from '../../plugins/cluster-profiles-backend-module-argocd/src/render/LayerRenderer';
import { fakeProvider } from '../../plugins/cluster-profiles-backend/src/planning/__testUtils__/fakeProvider';
import { managementCluster } from './lab';

const OBJECT = 'Deployment ingress/web';
const IMAGE = '/spec/template/spec/containers/web/image';
const VALUES = `
replicas: 2
image: { repository: lab.test/web, tag: "" }
agent: { image: lab.test/agent, tag: 1.0.0 }
port: 80
`;
/** The annotation comes out differently each time, as Argo CD knows, too. */
const TEMPLATE = `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: {{ .Values.replicas }}
  template:
    metadata:
      annotations: { rolled: {{ randAlphaNum 8 | quote }} }
    spec:
      containers:
        - name: web
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"
          args: ["--port={{ .Values.port }}"]
          ports: [{ name: web, containerPort: {{ .Values.port }} }]
        - name: agent
          image: "{{ .Values.agent.image }}:{{ .Values.agent.tag }}"
`;

describe('drift that is traced by rendering charts', () => {
  let tracer: LayerTracer;
  const layer: Partial<DesiredLayer> = {
    source: { type: 'helm', repository: 'charts', chart: 'ingress' },
    chart: {},
    sha256: 'a'.repeat(64),
    values: {},
  };
  const desired = withLayer(
    aDesiredState({ target: { addOnEngine: 'argocd' } }),
    'ingress',
    layer,
  );

  beforeAll(async () => {
    const { helmProgram } = (await managementCluster()).charts();
    const engine = new ArgoCdEngine({
      clock: { now: () => new Date(), random: Math.random },
      renderer: new LayerRenderer({ path: helmProgram }),
      repositories: new Map([['charts', 'https://charts.example']]),
      instances: [
        // Nobody is asked for it.
        { namespace: 'argocd', management: { name: 'none' } as any },
      ],
    });
    const chart = aChart({
      'Chart.yaml':
        'apiVersion: v2\nname: ingress\nversion: 4.13.3\nappVersion: 3.0.0\n',
      'values.yaml': VALUES,
      'templates/web.yaml': TEMPLATE,
      'templates/service.yaml': '',
    });
    tracer = new LayerTracer({
      providers: new Map([['simulator', fakeProvider()]]),
      engines: new Map([['argocd', engine]]),
      bytes: { read: async () => chart },
    });
  });

  const trace = async (
    ...differences: Array<
      Pick<ObjectDifference, 'path' | 'desired' | 'observed'>
    >
  ) => {
    const since = performance.now();
    const adoption = await tracer.trace(
      {
        id: 'f1',
        layer: 'ingress',
        differences: differences.map(it => ({ object: OBJECT, ...it })),
      },
      { desired, versions: [], until: '2030-01-01T00:00:00.000Z' },
    );
    const seconds = (performance.now() - since) / 1000;
    process.stdout.write(`Traced in ${seconds.toFixed(1)} s\n`);
    return 'reason' in adoption
      ? adoption.reason
      : (adoption.request as { overrides?: object[] }).overrides;
  };

  it('finds a default of the chart', async () => {
    await expect(
      trace({ path: '/spec/replicas', desired: 2, observed: 5 }),
    ).resolves.toEqual([{ layer: 'ingress', path: '/replicas', value: 5 }]);
  });

  it('finds the parts of an image, given by the chart or left to its version', async () => {
    await expect(
      trace({
        path: IMAGE.replace('web', 'agent'),
        desired: 'lab.test/agent:1.0.0',
        observed: 'mirror.test/agent:1.0.1',
      }),
    ).resolves.toEqual([
      { layer: 'ingress', path: '/agent/image', value: 'mirror.test/agent' },
      { layer: 'ingress', path: '/agent/tag', value: '1.0.1' },
    ]);
    await expect(
      trace(
        {
          path: IMAGE,
          desired: 'lab.test/web:3.0.0',
          observed: 'lab.test/web:3.0.1',
        },
        { path: '/spec/replicas', desired: 2, observed: 3 },
      ),
    ).resolves.toEqual([
      { layer: 'ingress', path: '/image/tag', value: '3.0.1' },
      { layer: 'ingress', path: '/replicas', value: 3 },
    ]);
  });

  it('finds nothing where the value would change more', async () => {
    await expect(
      trace({
        path: '/spec/template/spec/containers/web/args',
        desired: ['--port=80'],
        observed: ['--port=8080'],
      }),
    ).resolves.toContain('with none exactly that changes');
  });
});
