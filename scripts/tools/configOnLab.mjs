/** Options of `startPortal` for a portal on a lab; `addons` for one that also delivers add-ons there. */
export function configOnLab({ kubeconfig, addOns }, { addons }) {
  const base = 'examples/app-config.lab.yaml';
  const env = { LAB_KUBECONFIG: kubeconfig };
  if (!addons) {
    return { configs: [base], env };
  }
  const { workload, charts, argocd } = addOns;
  return {
    configs: [base, 'examples/app-config.lab-addons.yaml'],
    env: {
      ...env,
      LAB_CHARTS_URL: charts.httpUrl,
      LAB_MIRROR_URL: charts.mirrorUrl,
      LAB_MIRROR_CA_FILE: charts.caFile,
      LAB_HELM: charts.helm,
      LAB_ARGO_CD_URL: argocd.url,
      LAB_ARGO_CD_TOKEN_FILE: argocd.tokenFile,
      LAB_ARGO_CD_CA_FILE: argocd.caFile,
      LAB_WORKLOAD_URL: workload.url,
      LAB_WORKLOAD_CA_FILE: workload.caFile,
      LAB_WORKLOAD_TOKEN_FILE: workload.tokenFile,
    },
  };
}
