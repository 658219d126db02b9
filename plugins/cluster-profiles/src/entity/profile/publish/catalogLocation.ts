import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  type Entity,
} from '@backstage/catalog-model';

/** Address of the profile document in the catalog's eyes; nothing for one that only the catalog can read, such as a file. */
export function catalogLocation(entity: Entity): string | undefined {
  const { annotations = {} } = entity.metadata;
  return [ANNOTATION_LOCATION, ANNOTATION_SOURCE_LOCATION]
    .map(annotation => annotations[annotation] ?? '')
    .filter(location => /^url:https?:/.test(location))
    .map(location => location.slice('url:'.length))
    .find(url => /\.ya?ml([?#]|$)/.test(url));
}
