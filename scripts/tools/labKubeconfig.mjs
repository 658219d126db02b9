import { readFile, writeFile } from 'node:fs/promises';
import { stringify } from 'yaml';

/** A kubeconfig file with one context, which carries all that it needs. */
export async function writeKubeconfig(
  file,
  { name, url, caFile, token, certificateFile, keyFile },
) {
  const data = async path => (await readFile(path)).toString('base64');
  const user = token
    ? { token }
    : {
        'client-certificate-data': await data(certificateFile),
        'client-key-data': await data(keyFile),
      };
  await writeFile(
    file,
    stringify({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': name,
      contexts: [{ name, context: { cluster: name, user: name } }],
      clusters: [
        {
          name,
          cluster: {
            server: url,
            'certificate-authority-data': await data(caFile),
          },
        },
      ],
      users: [{ name, user }],
    }),
    { mode: 0o600 },
  );
  return file;
}
