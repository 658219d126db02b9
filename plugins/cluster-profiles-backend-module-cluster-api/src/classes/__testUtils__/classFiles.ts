import { parseClassBundle } from '../parseClassBundle';
import type { BundleFile, ClassBundle } from '../types';

/** A class with a variable for each thing that patches can reach, as an author would write it. */
export const CLASS_YAML = `
# The class of our teams
apiVersion: cluster.x-k8s.io/v1beta2
kind: ClusterClass
metadata:
  name: teams
spec:
  infrastructure:
    templateRef: { apiVersion: infrastructure.cluster.x-k8s.io/v1beta2, kind: DevClusterTemplate, name: teams }
  controlPlane:
    templateRef: { apiVersion: controlplane.cluster.x-k8s.io/v1beta2, kind: KubeadmControlPlaneTemplate, name: teams }
    machineInfrastructure:
      templateRef: { apiVersion: infrastructure.cluster.x-k8s.io/v1beta2, kind: DevMachineTemplate, name: teams-control-plane }
  workers:
    machineDeployments:
      - class: default-worker
        bootstrap:
          templateRef: { apiVersion: bootstrap.cluster.x-k8s.io/v1beta2, kind: KubeadmConfigTemplate, name: teams-worker }
        infrastructure:
          templateRef: { apiVersion: infrastructure.cluster.x-k8s.io/v1beta2, kind: DevMachineTemplate, name: teams-worker }
      - class: gpu-worker
        bootstrap:
          templateRef: { apiVersion: bootstrap.cluster.x-k8s.io/v1beta2, kind: KubeadmConfigTemplate, name: teams-worker }
        infrastructure:
          templateRef: { apiVersion: infrastructure.cluster.x-k8s.io/v1beta2, kind: DevMachineTemplate, name: teams-gpu }
  variables:
    - name: apiName
      required: true
      schema: { openAPIV3Schema: { type: string, default: api.example.com, minLength: 1 } }
    - name: auditLog
      required: false
      schema:
        openAPIV3Schema:
          type: object
          required: [level]
          properties:
            level: { type: string, enum: [None, Metadata, Request], default: Metadata }
            maxAge: { type: integer, minimum: 1, maximum: 365, default: 30 }
    - name: workerLabels
      required: false
      schema: { openAPIV3Schema: { type: object, additionalProperties: { type: string } } }
    - name: region
      required: false
      schema: { openAPIV3Schema: { type: string, pattern: "^[a-z]+(-[a-z0-9]+)*$" } }
  patches:
    - name: apiName
      definitions:
        - selector:
            apiVersion: controlplane.cluster.x-k8s.io/v1beta2
            kind: KubeadmControlPlaneTemplate
            matchResources: { controlPlane: true }
          jsonPatches:
            - op: add
              path: /spec/template/spec/kubeadmConfigSpec/clusterConfiguration/apiServer/certSANs/-
              valueFrom: { variable: apiName }
    - name: auditLog
      enabledIf: '{{ if .auditLog }}true{{ end }}'
      definitions:
        - selector:
            apiVersion: controlplane.cluster.x-k8s.io/v1beta2
            kind: KubeadmControlPlaneTemplate
            matchResources: { controlPlane: true }
          jsonPatches:
            - op: add
              path: /spec/template/spec/kubeadmConfigSpec/files
              valueFrom:
                template: |
                  - path: /etc/kubernetes/audit.yaml
                    content: "level: {{ .auditLog.level }}"
    - name: workerLabels
      enabledIf: '{{ if .workerLabels }}true{{ end }}'
      definitions:
        - selector:
            apiVersion: bootstrap.cluster.x-k8s.io/v1beta2
            kind: KubeadmConfigTemplate
            matchResources: { machineDeploymentClass: { names: [default-*] } }
          jsonPatches:
            - op: add
              path: /spec/template/spec/joinConfiguration/nodeRegistration/kubeletExtraArgs
              valueFrom:
                template: |
                  - name: node-labels
                    value: {{ range $key, $value := .workerLabels }}{{ $key }}={{ $value }},{{ end }}
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
kind: DevClusterTemplate
metadata: { name: teams }
spec: { template: { spec: { backend: { inMemory: {} } } } }
---
apiVersion: controlplane.cluster.x-k8s.io/v1beta2
kind: KubeadmControlPlaneTemplate
metadata: { name: teams }
spec:
  template:
    spec:
      kubeadmConfigSpec:
        clusterConfiguration:
          apiServer: { certSANs: [localhost] }
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
kind: DevMachineTemplate
metadata: { name: teams-control-plane }
spec: { template: { spec: { backend: { inMemory: { vm: { provisioning: { startupDuration: 1s } } } } } } }
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
kind: DevMachineTemplate
metadata: { name: teams-worker }
spec: { template: { spec: { backend: { inMemory: { vm: { provisioning: { startupDuration: 1s } } } } } } }
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
kind: DevMachineTemplate
metadata: { name: teams-gpu }
spec: { template: { spec: { backend: { inMemory: { vm: { provisioning: { startupDuration: 2s } } } } } } }
---
apiVersion: bootstrap.cluster.x-k8s.io/v1beta2
kind: KubeadmConfigTemplate
metadata: { name: teams-worker }
spec: { template: { spec: { joinConfiguration: { nodeRegistration: { criSocket: "unix:///a" } } } } }
`;

export function classFile(content = CLASS_YAML): BundleFile {
  return { path: './cluster-api/class.yaml', content };
}

/** The bundle of a text, which must be one. */
export function aBundle(
  change: (text: string) => string = text => text,
): ClassBundle {
  const { bundle, findings } = parseClassBundle({
    files: [classFile(change(CLASS_YAML))],
  });
  if (!bundle) {
    throw new Error(JSON.stringify(findings));
  }
  return bundle;
}
