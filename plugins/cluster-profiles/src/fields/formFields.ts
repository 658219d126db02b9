import {
  createFormField,
  FormFieldBlueprint,
  type FormFieldExtensionData,
} from '@backstage/plugin-scaffolder-react/alpha';
import { fieldLoaders } from './fieldLoaders';

function formField(
  name: string,
  load: () => Promise<FormFieldExtensionData<any, any>>,
) {
  return FormFieldBlueprint.make({
    name,
    params: {
      field: async () => createFormField(await load()),
    },
  });
}

/** The fields as extensions. */
export const formFields = [
  formField('profile-picker', fieldLoaders.ClusterProfilePicker),
  formField('add-ons', fieldLoaders.ClusterAddOns),
  formField('target-picker', fieldLoaders.ClusterTargetPicker),
  formField('name', fieldLoaders.ClusterName),
  formField('parameters', fieldLoaders.ClusterParameters),
  formField('cluster-picker', fieldLoaders.ClusterPicker),
  formField('version-picker', fieldLoaders.ClusterVersionPicker),
  formField('plan', fieldLoaders.ClusterPlan),
];
