import {
  profileDocumentSchema,
  jsonPointer,
  type Finding,
  type ProfileDocument,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { JsonValue } from '@backstage/types';
import Ajv, { type ErrorObject } from 'ajv';
import { BundleError } from './refuseBundle';

const validate = new Ajv({ allErrors: true, strictTypes: false }).compile(
  profileDocumentSchema,
);

/** Holds a document against the schema of the kind; every violation is a finding with the pointer of its field. */
export function validateDocument(value: JsonValue): ProfileDocument {
  if (!validate(value)) {
    throw new BundleError(
      (validate.errors ?? [])
        // says only that a branch failed, whose own error is there too
        .filter(error => error.keyword !== 'if')
        .map(asFinding),
    );
  }
  return value as unknown as ProfileDocument;
}

function asFinding(error: ErrorObject): Finding {
  const { missingProperty, additionalProperty, allowedValues } = error.params;
  const field = missingProperty ?? additionalProperty;
  return {
    severity: 'block',
    code: 'malformed-document',
    path:
      field === undefined
        ? error.instancePath
        : jsonPointer(error.instancePath, field),
    message: `${message(error)}`,
    ...(allowedValues
      ? { remedy: `Use one of ${allowedValues.join(', ')}` }
      : {}),
  };
}

function message(error: ErrorObject): string {
  if (error.keyword === 'required') {
    return `The field '${error.params.missingProperty}' is missing`;
  }
  if (error.keyword === 'additionalProperties') {
    return `The field '${error.params.additionalProperty}' is unknown`;
  }
  const described = error.instancePath.endsWith('/version')
    ? ' (versions are quoted strings)'
    : '';
  return `The value ${error.message}${described}`;
}
