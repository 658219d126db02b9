/**
 * A class whose machines exist in memory only and come up within seconds. The variable `imageId` goes into what boots a machine,
 * so that another value replaces it.
 */
export function inMemoryClass(
  options: {
    name?: string;
    startupDuration?: string;
    remark?: string;
    /** Versions that the class lists; none if absent. */
    kubernetesVersions?: string[];
  } = {},
): string {
  const {
    name = 'in-memory',
    startupDuration = '1s',
    remark = 'first',
    kubernetesVersions,
  } = options;
  const machine = `
      backend:
        inMemory:
          vm: &quick
            provisioning: { startupDuration: ${startupDuration}, startupJitter: "0.2" }
          node: *quick
          apiServer: *quick
          etcd: *quick`;
  return `
apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
kind: DevClusterTemplate
metadata: { name: ${name} }
spec:
  template:
    spec:
      backend: { inMemory: {} }
---
apiVersion: controlplane.cluster.x-k8s.io/v1beta2
kind: KubeadmControlPlaneTemplate
metadata: { name: ${name} }
spec:
  template:
    spec:
      kubeadmConfigSpec:
        preKubeadmCommands: [echo ${remark}]
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
kind: DevMachineTemplate
metadata: { name: ${name}-control-plane }
spec:
  template:
    spec:${machine}
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
kind: DevMachineTemplate
metadata: { name: ${name}-worker }
spec:
  template:
    spec:${machine}
---
apiVersion: bootstrap.cluster.x-k8s.io/v1beta2
kind: KubeadmConfigTemplate
metadata: { name: ${name}-worker }
spec:
  template:
    spec:
      preKubeadmCommands: [echo ${remark}]
---
apiVersion: cluster.x-k8s.io/v1beta2
kind: ClusterClass
metadata: { name: ${name} }
spec:${
    kubernetesVersions
      ? `
  kubernetesVersions: [${kubernetesVersions.join(', ')}]`
      : ''
  }
  infrastructure:
    templateRef:
      apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
      kind: DevClusterTemplate
      name: ${name}
  controlPlane:
    templateRef:
      apiVersion: controlplane.cluster.x-k8s.io/v1beta2
      kind: KubeadmControlPlaneTemplate
      name: ${name}
    machineInfrastructure:
      templateRef:
        apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
        kind: DevMachineTemplate
        name: ${name}-control-plane
  workers:
    machineDeployments:
      - class: default-worker
        bootstrap:
          templateRef:
            apiVersion: bootstrap.cluster.x-k8s.io/v1beta2
            kind: KubeadmConfigTemplate
            name: ${name}-worker
        infrastructure:
          templateRef:
            apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
            kind: DevMachineTemplate
            name: ${name}-worker
  variables:
    - name: imageId
      required: true
      schema:
        openAPIV3Schema: { type: string, default: image-1, minLength: 1 }
  patches:
    - name: image
      definitions:
        - selector:
            apiVersion: controlplane.cluster.x-k8s.io/v1beta2
            kind: KubeadmControlPlaneTemplate
            matchResources: { controlPlane: true }
          jsonPatches:
            - op: add
              path: /spec/template/spec/kubeadmConfigSpec/preKubeadmCommands/-
              valueFrom: { template: "echo {{ .imageId }}" }
        - selector:
            apiVersion: bootstrap.cluster.x-k8s.io/v1beta2
            kind: KubeadmConfigTemplate
            matchResources:
              machineDeploymentClass: { names: [default-worker] }
          jsonPatches:
            - op: add
              path: /spec/template/spec/preKubeadmCommands/-
              valueFrom: { template: "echo {{ .imageId }}" }
`;
}
