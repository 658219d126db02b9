import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';

/** Form fields of the templates; each is loaded when a form needs fields. */
export const formFields = [
  FormFieldBlueprint.make({
    name: 'profile-picker',
    params: {
      field: () => import('./ClusterProfilePicker/field').then(m => m.field),
    },
  }),
  FormFieldBlueprint.make({
    name: 'target-picker',
    params: {
      field: () => import('./ClusterTargetPicker/field').then(m => m.field),
    },
  }),
  FormFieldBlueprint.make({
    name: 'name',
    params: { field: () => import('./ClusterName/field').then(m => m.field) },
  }),
  FormFieldBlueprint.make({
    name: 'parameters',
    params: {
      field: () => import('./ClusterParameters/field').then(m => m.field),
    },
  }),
  FormFieldBlueprint.make({
    name: 'cluster-picker',
    params: { field: () => import('./ClusterPicker/field').then(m => m.field) },
  }),
  FormFieldBlueprint.make({
    name: 'version-picker',
    params: {
      field: () => import('./ClusterVersionPicker/field').then(m => m.field),
    },
  }),
  FormFieldBlueprint.make({
    name: 'plan',
    params: { field: () => import('./ClusterPlan/field').then(m => m.field) },
  }),
];
