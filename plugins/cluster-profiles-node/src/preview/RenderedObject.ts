import type { JsonValue } from '@backstage/types';
import type { BroughtObject } from './LayerPreview';

/** An object as a layer brings it: with the namespace that it goes to, without one where its kind has none. @public */
export type RenderedObject = {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  [field: string]: JsonValue | undefined;
};

/** Group of the kind; empty for the core group. @public */
export function groupOf({
  apiVersion,
}: Pick<RenderedObject, 'apiVersion'>): string {
  const end = apiVersion.lastIndexOf('/');
  return end < 0 ? '' : apiVersion.slice(0, end);
}

/** For people, such as `Deployment ingress-nginx/controller`. @public */
export function renderedName({ kind, metadata }: RenderedObject): string {
  const { name, namespace } = metadata;
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

/** What tells an object on a cluster from all others; its version does not. @public */
export function broughtObject(object: RenderedObject): BroughtObject {
  return { object: renderedName(object), group: groupOf(object) };
}
