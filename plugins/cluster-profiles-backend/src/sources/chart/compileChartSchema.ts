import type { JsonObject } from '@backstage/types';
import Ajv, { type Options, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import Ajv2019 from 'ajv/dist/2019';
import Ajv2020 from 'ajv/dist/2020';
import { linearPattern } from '../../profiles/patterns/linearPattern';

const OPTIONS: Options = {
  allErrors: true,
  // Others wrote it, for validators that are less exact.
  strict: false,
  logger: false,
  code: { regExp: linearPattern },
};

/** Compiles the schema of a chart in the draft that it names, with patterns that end; throws where it cannot. */
export function compileChartSchema(schema: JsonObject): ValidateFunction {
  const { $schema, ...own } = schema;
  return addFormats(create(String($schema ?? ''))).compile(own);
}

function create(draft: string): Ajv {
  if (draft.includes('2019-09')) {
    return new Ajv2019(OPTIONS);
  }
  return draft.includes('2020-12') ? new Ajv2020(OPTIONS) : new Ajv(OPTIONS);
}
