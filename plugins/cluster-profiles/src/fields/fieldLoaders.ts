/** Form fields of the templates, by the name that templates use; each is loaded when a form needs it. */
export const fieldLoaders = {
  ClusterProfilePicker: () =>
    import('./ClusterProfilePicker/field').then(m => m.field),
  ClusterAddOns: () => import('./ClusterAddOns/field').then(m => m.field),
  ClusterTargetPicker: () =>
    import('./ClusterTargetPicker/field').then(m => m.field),
  ClusterName: () => import('./ClusterName/field').then(m => m.field),
  ClusterParameters: () =>
    import('./ClusterParameters/field').then(m => m.field),
  ClusterPicker: () => import('./ClusterPicker/field').then(m => m.field),
  ClusterVersionPicker: () =>
    import('./ClusterVersionPicker/field').then(m => m.field),
  ClusterPlan: () => import('./ClusterPlan/field').then(m => m.field),
};
