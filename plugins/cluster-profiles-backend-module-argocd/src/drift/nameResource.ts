/** How people read an object, such as `Deployment shop/web`. */
export function nameResource(resource: {
  kind: string;
  namespace?: string;
  name: string;
}): string {
  const { kind, namespace, name } = resource;
  return `${kind} ${namespace ? `${namespace}/` : ''}${name}`;
}
