import { lazy, Suspense } from 'react';
import { useApp } from '@backstage/core-plugin-api';
import {
  createScaffolderFieldExtension,
  type FieldExtensionComponentProps,
  type FieldExtensionOptions,
} from '@backstage/plugin-scaffolder-react';
import { fieldLoaders } from '../fields/fieldLoaders';
import { clusterProfilesPlugin } from './plugin';

type Field = Pick<FieldExtensionOptions<any, any>, 'component' | 'validation'>;

function fieldExtension(name: keyof typeof fieldLoaders) {
  const load: () => Promise<Field> = fieldLoaders[name];
  const Field = lazy(async () => ({ default: (await load()).component }));

  function LazyField(props: FieldExtensionComponentProps<any, any>) {
    const { Progress } = useApp().getComponents();
    return (
      <Suspense fallback={<Progress />}>
        <Field {...props} />
      </Suspense>
    );
  }

  const validation: Field['validation'] = async (...args) =>
    (await load()).validation?.(...args);

  return clusterProfilesPlugin.provide(
    createScaffolderFieldExtension({ name, component: LazyField, validation }),
  );
}

/**
 * Chooses a published version of a profile.
 * @public
 */
export const ClusterProfilePickerFieldExtension = fieldExtension(
  'ClusterProfilePicker',
);

/**
 * Chooses add-on profiles beside it, with their versions and parameters.
 * @public
 */
export const ClusterAddOnsFieldExtension = fieldExtension('ClusterAddOns');

/**
 * Chooses where a cluster runs.
 * @public
 */
export const ClusterTargetPickerFieldExtension = fieldExtension(
  'ClusterTargetPicker',
);

/**
 * Takes a name that no cluster has.
 * @public
 */
export const ClusterNameFieldExtension = fieldExtension('ClusterName');

/**
 * Takes the parameters of a profile version.
 * @public
 */
export const ClusterParametersFieldExtension =
  fieldExtension('ClusterParameters');

/**
 * Chooses a cluster.
 * @public
 */
export const ClusterPickerFieldExtension = fieldExtension('ClusterPicker');

/**
 * Chooses the version that a cluster goes to.
 * @public
 */
export const ClusterVersionPickerFieldExtension = fieldExtension(
  'ClusterVersionPicker',
);

/**
 * Shows what the request would do; the last page of a form.
 * @public
 */
export const ClusterPlanFieldExtension = fieldExtension('ClusterPlan');
