import { packFiles } from '../mirror/packFiles';

/** A packed chart; `files` are below its folder, and take the place of those that it has. */
export function aChart(
  files: Record<string, string> = {},
  { name = 'ingress', version = '1.0.0' } = {},
): Buffer {
  const all = {
    'Chart.yaml': `apiVersion: v2\nname: ${name}\nversion: ${version}\n`,
    'templates/service.yaml': 'kind: Service',
    ...files,
  };
  return packFiles(
    new Map(
      Object.entries(all).map(([path, text]) => [
        `${name}/${path}`,
        Buffer.from(text),
      ]),
    ),
  );
}
