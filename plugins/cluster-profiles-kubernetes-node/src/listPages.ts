import type { JsonObject, JsonValue } from '@backstage/types';
import { ProviderUnreachableError } from '@cluster-profiles/plugin-cluster-profiles-node';
import { type Api, requestAt } from './requestAt';
import { toObject } from './toObject';
import type {
  KubernetesObject,
  ObjectSelection,
  RequestOptions,
} from './types';

const PAGE = 500;
const LARGEST_PAGE = 32 * 1024 * 1024;
const METADATA_ONLY =
  'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';

export interface ListPage {
  items: KubernetesObject[];
  /** Of the whole list; a watch goes on from here. */
  resourceVersion: string;
}

/** All objects of a selection, one page held at a time. Errors: as `ReadClient`; a list that expires on the way is a 410. */
export async function* listPages(
  api: Api,
  selection: ObjectSelection,
  options: RequestOptions = {},
): AsyncGenerator<ListPage> {
  const { labelSelector, metadataOnly } = selection;
  let next: string | undefined;
  do {
    const answer = await requestAt(
      api,
      { ...selection, everywhere: !selection.namespace },
      'list',
      {
        method: 'GET',
        query: { limit: String(PAGE), labelSelector, continue: next },
        accept: metadataOnly ? METADATA_ONLY : undefined,
        maxBytes: LARGEST_PAGE,
        signal: options.signal,
      },
    );
    const { items, metadata } = readList(answer?.body, selection.kind);
    next = metadata.continue || undefined;
    yield {
      items: items.map(item => toObject(item, selection)),
      resourceVersion: metadata.resourceVersion,
    };
  } while (next);
}

function readList(body: JsonValue | undefined, kind: string) {
  const list = body as JsonObject | undefined;
  const metadata = list?.metadata as
    { continue?: string; resourceVersion?: string } | undefined;
  // Of metadata only, an empty list is written as `null`.
  const items =
    list?.kind === 'PartialObjectMetadataList' && list.items === null
      ? []
      : list?.items;
  // An answer without items is no empty list: it would make everything look deleted
  if (!Array.isArray(items) || !metadata?.resourceVersion) {
    throw new ProviderUnreachableError(
      `The API server answers a list of ${kind} with something that is no list`,
    );
  }
  return {
    items,
    metadata: { ...metadata, resourceVersion: metadata.resourceVersion },
  };
}
