/** Each is a Go module in test/management-cluster/tools, because their pins disagree. */
export const modules = {
  kine: {
    tools: { kine: 'github.com/k3s-io/kine' },
  },
  kubernetes: {
    tools: {
      'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver',
      'kube-controller-manager':
        'k8s.io/kubernetes/cmd/kube-controller-manager',
      kubectl: 'k8s.io/kubernetes/cmd/kubectl',
    },
    // Without it the server says that it is v0.0.0.
    linked: manifest => {
      const [, version, major, minor] =
        /k8s[.]io\/kubernetes (v(\d+)[.](\d+)\S+)/.exec(manifest);
      const set = (name, value) =>
        `-X k8s.io/component-base/version.${name}=${value}`;
      return [
        set('gitVersion', version),
        set('gitMajor', major),
        set('gitMinor', minor),
      ];
    },
  },
  'cluster-api': {
    tools: {
      core: 'sigs.k8s.io/cluster-api/core',
      bootstrap: 'sigs.k8s.io/cluster-api/bootstrap/kubeadm',
      'control-plane': 'sigs.k8s.io/cluster-api/controlplane/kubeadm',
      infrastructure: 'sigs.k8s.io/cluster-api/test/infrastructure/docker',
    },
    sources: ['sigs.k8s.io/cluster-api', 'sigs.k8s.io/cluster-api/test'],
    // It listens on the network, on ports that are always the same: now on an address of each lab.
    patch: {
      source: 'sigs.k8s.io/cluster-api/test',
      file: 'infrastructure/inmemory/pkg/server/mux.go',
      changes: [
        ['fmt.Sprintf(":%d", options.DebugPort))', '"127.0.0.1:0")'],
        [
          'net.Listen("tcp", fmt.Sprintf(":%d", wcl.Port()))',
          'net.Listen("tcp", wcl.HostPort())',
        ],
      ],
    },
  },
};

/** What a lab with add-ons has beside them. */
export const addOnModules = {
  kubernetes: {
    ...modules.kubernetes,
    tools: { 'kube-scheduler': 'k8s.io/kubernetes/cmd/kube-scheduler' },
  },
  kwok: {
    tools: { kwok: 'sigs.k8s.io/kwok/cmd/kwok' },
    sources: ['sigs.k8s.io/kwok'],
  },
  helm: {
    tools: { helm: 'helm.sh/helm/v3/cmd/helm' },
  },
  registry: {
    tools: { registry: 'github.com/google/go-containerregistry/cmd/registry' },
  },
  'argo-cd': {
    tools: {
      // Argo CD needs a Redis, and the real one is no Go module.
      redis: './redis',
      'argo-cd': 'github.com/argoproj/argo-cd/v3/cmd',
    },
    own: 'redis/main.go',
    sources: ['github.com/argoproj/argo-cd/v3'],
    linked: manifest => {
      const [, version] = /argoproj\/argo-cd\/v3 v(\S+)/.exec(manifest);
      return [`-X github.com/argoproj/argo-cd/v3/common.version=${version}`];
    },
    // Its metrics are served to the network.
    patch: {
      source: 'github.com/argoproj/argo-cd/v3',
      file: 'controller/appcontroller.go',
      changes: [['"0.0.0.0:%d", metricsPort', '"127.0.0.1:%d", metricsPort']],
    },
  },
};
