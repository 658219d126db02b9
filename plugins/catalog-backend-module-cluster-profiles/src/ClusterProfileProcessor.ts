import {
  DEFAULT_NAMESPACE,
  entityKindSchemaValidator,
  getCompoundEntityRef,
  parseEntityRef,
  RELATION_OWNED_BY,
  RELATION_OWNER_OF,
} from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type { LocationSpec } from '@backstage/plugin-catalog-common';
import { processingResult } from '@backstage/plugin-catalog-node';
import type {
  CatalogProcessor,
  CatalogProcessorEmit,
} from '@backstage/plugin-catalog-node';
import {
  clusterProfileSchema,
  isClusterProfileEntity,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ClusterProfileEntity } from '@cluster-profiles/plugin-cluster-profiles-common';

/**
 * Registers the kind `ClusterProfile`. It rejects only what is structurally malformed; findings are the business of the API,
 * which shows them on the entity.
 */
export class ClusterProfileProcessor implements CatalogProcessor {
  readonly #validate = entityKindSchemaValidator(clusterProfileSchema);

  getProcessorName(): string {
    return 'ClusterProfileProcessor';
  }

  async validateEntityKind(entity: Entity): Promise<boolean> {
    if (!isClusterProfileEntity(entity)) {
      return false;
    }
    const { name, namespace = DEFAULT_NAMESPACE } = entity.metadata;
    if (namespace !== DEFAULT_NAMESPACE) {
      throw new InputError(
        `metadata.namespace of ClusterProfile ${name} is "${namespace}": profiles live in the namespace "${DEFAULT_NAMESPACE}" only; remove the field`,
      );
    }
    return Boolean(this.#validate(entity));
  }

  async postProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    if (!isClusterProfileEntity(entity)) {
      return entity;
    }
    const source = getCompoundEntityRef(entity);
    const owner = parseEntityRef(entity.spec.owner, {
      defaultKind: 'Group',
      defaultNamespace: source.namespace,
    });
    emit(
      processingResult.relation({
        source,
        type: RELATION_OWNED_BY,
        target: owner,
      }),
    );
    emit(
      processingResult.relation({
        source: owner,
        type: RELATION_OWNER_OF,
        target: source,
      }),
    );
    return withoutValues(entity);
  }
}

/** Who may read values is a permission of the API, not of the catalog. */
function withoutValues(entity: ClusterProfileEntity): ClusterProfileEntity {
  const spec = structuredClone(entity.spec);
  for (const layer of spec.layers) {
    delete layer.values;
  }
  for (const [name, entries] of Object.entries(spec.providers ?? {})) {
    spec.providers![name] = entries.map(({ match }) =>
      match ? { match } : {},
    );
  }
  return { ...entity, spec };
}
