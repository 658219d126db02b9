export const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
export const CHART_CONFIG = 'application/vnd.cncf.helm.config.v1+json';
export const CHART_LAYER =
  'application/vnd.cncf.helm.chart.content.v1.tar+gzip';
export const EMPTY_CONFIG = 'application/vnd.oci.empty.v1+json';
export const FILES_LAYER = 'application/vnd.oci.image.layer.v1.tar+gzip';
