import type { Finding } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { KubernetesObject } from '../kubernetes';
import { BundleProblem } from './BundleProblem';
import { toBundle } from './toBundle';
import { readBundleObjects, type BundleObject } from './readBundleObjects';
import { templateKey, templateReferences } from './templateReferences';
import type { BundleFile, ClassBundle } from './types';

/**
 * Reads one ClusterClass and its templates from multi-document YAML, as upstream ships it. Templates that the class does not
 * refer to are left out.
 */
export function parseClassBundle(options: {
  files: readonly BundleFile[];
  /** Which class, where the files hold several. */
  className?: string;
}): { bundle?: ClassBundle; findings: Finding[] } {
  const { objects, findings } = readBundleObjects(options.files);
  if (findings.length > 0) {
    return { findings };
  }
  try {
    const found = chooseClass(objects, options);
    const templates = findTemplates(found, objects);
    return { bundle: toBundle(found.object, templates), findings: [] };
  } catch (error) {
    if (error instanceof BundleProblem) {
      return { findings: [error.finding] };
    }
    throw error;
  }
}

function chooseClass(
  objects: readonly BundleObject[],
  options: { files: readonly BundleFile[]; className?: string },
): BundleObject {
  const { className } = options;
  const classes = objects.filter(
    ({ object }) => object.kind === 'ClusterClass',
  );
  const fitting = className
    ? classes.filter(({ object }) => object.metadata.name === className)
    : classes;
  if (fitting.length === 1) {
    return fitting[0];
  }
  const file = options.files.map(({ path }) => path).join(', ');
  const names = classes.map(({ object }) => `"${object.metadata.name}"`);
  if (classes.length === 0) {
    throw new BundleProblem({
      file: file || 'The bundle',
      problem: 'holds no ClusterClass',
      remedy: 'Put a ClusterClass beside its templates.',
      code: 'class-missing',
    });
  }
  throw new BundleProblem({
    file,
    problem: `holds the classes ${names.join(', ')}${className ? `, but no "${className}"` : ''}`,
    remedy: 'Name one of them with "class" beside "classes".',
    code: 'class-ambiguous',
  });
}

function findTemplates(
  { object, file, document }: BundleObject,
  objects: readonly BundleObject[],
): KubernetesObject[] {
  const known = new Map(
    objects.map(({ object: candidate }) => [keyOf(candidate), candidate]),
  );
  const references = templateReferences(object);
  for (const required of ['/spec/infrastructure', '/spec/controlPlane']) {
    if (!references.some(({ path }) => path === `${required}/templateRef`)) {
      throw new BundleProblem({
        file,
        document,
        problem: `has no ${required}/templateRef: class "${object.metadata.name}" cannot make a cluster`,
        remedy: 'Name the template there.',
        code: 'class-template-missing',
      });
    }
  }
  const chosen = new Map<string, KubernetesObject>();
  for (const reference of references) {
    const key = templateKey(reference);
    const template = known.get(key);
    if (!template) {
      throw new BundleProblem({
        file,
        document,
        problem: `refers at ${reference.path} to ${reference.kind} "${reference.name}" of ${reference.apiVersion || 'no group'}, which the bundle does not hold`,
        remedy: 'Add the template to the bundle, or correct the reference.',
        code: 'class-template-missing',
      });
    }
    chosen.set(key, template);
  }
  return [...chosen.values()];
}

function keyOf({ apiVersion, kind, metadata }: KubernetesObject): string {
  return templateKey({ apiVersion, kind, name: metadata.name });
}
