import type { JsonObject, JsonValue } from '@backstage/types';
import type { KubernetesObject, ObjectReference } from '../kubernetes';

/** A file of a published profile. */
export interface BundleFile {
  path: string;
  content: string;
}

/** One ClusterClass and every template that it refers to, under the names that the files gave them. */
export interface ClassBundle {
  clusterClass: KubernetesObject;
  /** Sorted by kind and name. */
  templates: KubernetesObject[];
  /** Content address: order of documents and keys, comments and namespaces do not count. */
  hash: string;
}

/** A bundle under its content-addressed names, as it is put on a management cluster. */
export interface StampedClass extends ClassBundle {
  /** Where the class is found. */
  reference: ObjectReference & { namespace: string };
  /** In the order to create them: the class comes last. */
  objects: KubernetesObject[];
}

/** What a class says about one of its variables. */
export interface VariableDefinition {
  name: string;
  required: boolean;
  /** `openAPIV3Schema`. */
  schema: JsonObject;
  /** The class and its extensions disagree on it, so that no value is right. */
  conflicting: boolean;
}

export interface ClassVariables {
  definitions: VariableDefinition[];
  /** False while variables of runtime extensions are not known, as before the class is on a management cluster. */
  complete: boolean;
}

/** A variable of a Cluster's topology. */
export type ClusterVariable = { name: string; value: JsonValue };
