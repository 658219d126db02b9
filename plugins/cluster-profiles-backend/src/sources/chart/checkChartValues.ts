import type { JsonObject, JsonValue } from '@backstage/types';
import type { Finding } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ValidateFunction } from 'ajv';
import { foreignReferences } from '../../profiles/rules/foreignReferences';
import { unfit } from '../../profiles/rules/checkValues';
import { layerPath } from '../../profiles/rules/ProfileRule';
import { recursiveReference } from '../../profiles/rules/recursiveReference';
import type { CheckedChart } from './checkChart';
import { compileChartSchema } from './compileChartSchema';
import { mergeValues } from './mergeValues';

const MAX_SCHEMA = 512 * 1024;
const MAX_FINDINGS = 20;

/** The layer's values over the chart's own fit the `values.schema.json` of the chart, as Helm would check it. */
export function checkChartValues({
  chart,
  layer,
  index,
}: Pick<CheckedChart, 'chart' | 'layer' | 'index'>): Finding[] {
  if (chart.valuesSchema === undefined) {
    return [];
  }
  const path = layerPath(index, '/values');
  const compiled = compile(chart.valuesSchema);
  if ('problem' in compiled) {
    return [
      {
        severity: 'warn',
        code: 'chart-schema-unusable',
        path,
        layer: layer.name,
        message: `The values of layer '${layer.name}' are not checked against the schema of its chart: ${compiled.problem}`,
        remedy: 'Compare them with the documentation of the chart',
      },
    ];
  }
  const { validate } = compiled;
  const values = layer.values ?? {};
  if (validate(mergeValues(chart.values, values))) {
    return [];
  }
  return unfit(validate.errors, values)
    .slice(0, MAX_FINDINGS)
    .map(error => ({
      severity: 'block',
      code: 'values-do-not-fit',
      path: `${path}${error.instancePath}`,
      layer: layer.name,
      message: `The values of layer '${layer.name}' do not fit its chart: ${error.instancePath || 'they'} ${error.message}`,
      remedy: 'Correct the value',
    }));
}

function compile(
  text: string,
): { validate: ValidateFunction } | { problem: string } {
  if (text.length > MAX_SCHEMA) {
    return { problem: `it has more than ${MAX_SCHEMA} bytes` };
  }
  let schema: JsonObject;
  try {
    schema = JSON.parse(text);
  } catch {
    return { problem: 'it is not JSON' };
  }
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) {
    return { problem: 'it is no JSON Schema' };
  }
  // Its own name leads nowhere.
  const { $id, id, ...own } = schema;
  const [foreign] = foreignReferences(own);
  if (foreign) {
    return { problem: `it refers to '${foreign.target}'` };
  }
  if (recursiveReference(own) !== undefined || hasDynamicReference(own)) {
    return { problem: 'it contains itself, or may' };
  }
  try {
    return { validate: compileChartSchema(own) };
  } catch {
    return { problem: 'it is no JSON Schema that can be compiled' };
  }
}

/** Where it leads is told only while values are checked. */
function hasDynamicReference(value: JsonValue | undefined): boolean {
  return (
    value !== null &&
    typeof value === 'object' &&
    Object.entries(value).some(
      ([key, member]) =>
        key === '$dynamicRef' ||
        key === '$recursiveRef' ||
        hasDynamicReference(member),
    )
  );
}
