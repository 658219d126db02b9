import type { JsonObject } from '@backstage/types';
import { CLUSTER_PROFILE_API_VERSION } from './ClusterProfile';

const DNS_LABEL = '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$';
const BUNDLE_PATH = '^\\./';

const name: JsonObject = {
  type: 'string',
  description: 'A DNS label.',
  pattern: DNS_LABEL,
};
const version: JsonObject = {
  type: 'string',
  description: 'A version is a quoted string.',
  minLength: 1,
  maxLength: 64,
};
const range: JsonObject = { type: 'string', minLength: 1, maxLength: 256 };
const replicas: JsonObject = {
  description: 'A number, or a substitution that yields one.',
  anyOf: [
    { type: 'integer', minimum: 0 },
    { type: 'string', pattern: '^\\$\\{\\{[^{}]*\\}\\}$' },
  ],
};

const source: JsonObject = {
  type: 'object',
  required: ['type'],
  additionalProperties: false,
  properties: {
    type: { enum: ['helm', 'oci', 'manifests', 'image'] },
    repository: { ...name, description: 'Name of a layer repository.' },
    chart: { type: 'string', minLength: 1, maxLength: 253 },
    image: { type: 'string', minLength: 1, maxLength: 253 },
    path: {
      type: 'string',
      description: 'File or folder of the bundle.',
      pattern: BUNDLE_PATH,
    },
  },
  if: { required: ['type'], properties: { type: { const: 'manifests' } } },
  then: { required: ['path'] },
  else: { required: ['repository'] },
};

const layer: JsonObject = {
  type: 'object',
  required: ['name', 'kind', 'version'],
  additionalProperties: false,
  properties: {
    name,
    kind: { enum: ['os', 'kubernetes', 'network', 'storage', 'addon'] },
    category: { ...name, description: 'Group of an add-on.' },
    version,
    through: {
      type: 'array',
      description:
        'Of a layer of kind kubernetes: versions that a cluster several minors behind goes through.',
      items: version,
      minItems: 1,
      maxItems: 20,
      uniqueItems: true,
    },
    source,
    dependsOn: { type: 'array', items: name, uniqueItems: true },
    constraints: {
      type: 'object',
      additionalProperties: false,
      properties: {
        kubernetes: { ...range, description: 'A semver range.' },
        layers: {
          type: 'object',
          description: 'Semver ranges by name of the layer.',
          additionalProperties: range,
        },
      },
    },
    values: { type: 'object', additionalProperties: true },
    drift: {
      type: 'object',
      description:
        'What happens when the layer differs from what is desired, and where it may.',
      additionalProperties: false,
      properties: {
        mode: { enum: ['report', 'correct'] },
        exceptions: {
          type: 'array',
          maxItems: 100,
          items: {
            type: 'object',
            required: ['object', 'path', 'reason', 'until'],
            additionalProperties: false,
            properties: {
              object: {
                type: 'string',
                description: 'A kind, or a kind and a name.',
                minLength: 1,
                maxLength: 400,
              },
              path: {
                type: 'string',
                description: 'JSON pointer of a field.',
                maxLength: 1000,
              },
              reason: { type: 'string', maxLength: 500 },
              until: { type: 'string', maxLength: 30 },
            },
          },
        },
      },
    },
    deadlineMinutes: { type: 'number', exclusiveMinimum: 0, maximum: 1440 },
  },
};

/**
 * The shape of a profile document, without what every catalog entity has in common. What a schema cannot say comes as
 * findings of the API.
 * @public
 */
export const profileDocumentSchema: JsonObject = {
  type: 'object',
  required: ['apiVersion', 'kind', 'metadata', 'spec'],
  properties: {
    apiVersion: { enum: [CLUSTER_PROFILE_API_VERSION] },
    kind: { enum: ['ClusterProfile'] },
    metadata: {
      type: 'object',
      required: ['name'],
      additionalProperties: true,
      properties: {
        name,
        namespace: {
          enum: ['default'],
          description: 'Profiles live in the namespace default only.',
        },
        title: { type: 'string', maxLength: 253 },
        description: { type: 'string', maxLength: 10000 },
        labels: {
          type: 'object',
          description:
            'As on every catalog entity; permissions may ask for them.',
          propertyNames: { maxLength: 317 },
          additionalProperties: { type: 'string', maxLength: 63 },
        },
      },
    },
    spec: {
      type: 'object',
      required: ['type', 'owner', 'lifecycle', 'version', 'layers'],
      additionalProperties: false,
      properties: {
        type: { enum: ['infrastructure', 'add-on', 'full-stack'] },
        owner: {
          type: 'string',
          description: 'Entity reference of the owning group.',
          minLength: 1,
          maxLength: 253,
        },
        lifecycle: { type: 'string', minLength: 1, maxLength: 63 },
        version,
        releaseNotes: { type: 'string', maxLength: 10000 },
        parameters: {
          type: 'object',
          description: 'JSON Schema of what a requester may set.',
          additionalProperties: true,
        },
        nodePools: {
          type: 'object',
          additionalProperties: false,
          properties: {
            controlPlane: {
              type: 'object',
              required: ['replicas'],
              additionalProperties: false,
              properties: { replicas },
            },
            workers: {
              type: 'array',
              maxItems: 50,
              items: {
                type: 'object',
                required: ['name'],
                additionalProperties: false,
                properties: {
                  name,
                  replicas,
                  min: {
                    ...replicas,
                    description:
                      'With max: an autoscaler decides on the number of machines between them.',
                  },
                  max: replicas,
                },
                dependencies: { min: ['max'], max: ['min'] },
                anyOf: [{ required: ['replicas'] }, { required: ['min'] }],
              },
            },
          },
        },
        layers: { type: 'array', minItems: 1, maxItems: 100, items: layer },
        providers: {
          type: 'object',
          description: 'One list of entries for each kind of provider.',
          additionalProperties: {
            type: 'array',
            items: {
              type: 'object',
              additionalProperties: true,
              properties: {
                match: {
                  type: 'object',
                  description: 'Labels of the target.',
                  additionalProperties: { type: 'string' },
                },
                classes: {
                  type: 'string',
                  description: 'File or folder of the bundle.',
                  pattern: BUNDLE_PATH,
                },
              },
            },
          },
        },
      },
    },
  },
};

/**
 * JSON Schema (draft 7) of the entity kind `ClusterProfile`, for `entityKindSchemaValidator` of the catalog model.
 * @public
 */
export const clusterProfileSchema: JsonObject = {
  $schema: 'http://json-schema.org/draft-07/schema',
  $id: 'ClusterProfileV1alpha1',
  description:
    'An approved, versioned model of a whole Kubernetes stack: layers from the operating system to add-ons.',
  examples: [
    {
      apiVersion: CLUSTER_PROFILE_API_VERSION,
      kind: 'ClusterProfile',
      metadata: { name: 'observability', title: 'Observability' },
      spec: {
        type: 'add-on',
        owner: 'group:default/platform',
        lifecycle: 'production',
        version: '1.0.0',
        layers: [
          {
            name: 'prometheus',
            kind: 'addon',
            category: 'monitoring',
            version: '79.5.0',
            source: {
              type: 'helm',
              repository: 'library',
              chart: 'kube-prometheus-stack',
            },
          },
        ],
      },
    },
  ],
  allOf: [{ $ref: 'Entity' }, profileDocumentSchema],
};
