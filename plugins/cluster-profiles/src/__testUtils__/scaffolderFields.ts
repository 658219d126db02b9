import type { FieldExtensionOptions } from '@backstage/plugin-scaffolder-react';
import { field as clusterAddOns } from '../fields/ClusterAddOns/field';
import { field as clusterName } from '../fields/ClusterName/field';
import { field as clusterParameters } from '../fields/ClusterParameters/field';
import { field as clusterPicker } from '../fields/ClusterPicker/field';
import { field as clusterPlan } from '../fields/ClusterPlan/field';
import { field as clusterProfilePicker } from '../fields/ClusterProfilePicker/field';
import { field as clusterTargetPicker } from '../fields/ClusterTargetPicker/field';
import { field as clusterVersionPicker } from '../fields/ClusterVersionPicker/field';

/** Our fields, as a scaffolder takes them. */
export const scaffolderFields: Pick<
  FieldExtensionOptions<any, any>,
  'name' | 'component' | 'validation'
>[] = [
  clusterProfilePicker,
  clusterAddOns,
  clusterTargetPicker,
  clusterName,
  clusterParameters,
  clusterPicker,
  clusterVersionPicker,
  clusterPlan,
];
