import { aBundle } from './__testUtils__/classFiles';
import { checkPatches } from './checkPatches';

const check = (from: string, to: string) => {
  const bundle = aBundle(text => {
    expect(text).toContain(from);
    return text.replace(from, to);
  });
  return checkPatches(bundle).map(
    ({ severity, message }) => `${severity} ${message}`,
  );
};

describe('checkPatches', () => {
  it('takes patches that read what there is', () => {
    expect(checkPatches(aBundle())).toEqual([]);
  });

  it.each<[string, string, string, RegExp]>([
    [
      'a variable that is not there',
      'variable: apiName }',
      'variable: apiNam }',
      /^block Patch "apiName" reads "apiNam"/,
    ],
    [
      'a builtin that is not there',
      'variable: apiName }',
      'variable: builtin.controlPlane.kubernetesVersion }',
      /^block Patch "apiName" reads "builtin.controlPlane.kubernetesVersion"/,
    ],
    [
      'a member that is not there',
      '{{ .auditLog.level }}',
      '{{ .auditLog.levle }}',
      /^block Patch "auditLog" reads "auditLog.levle"/,
    ],
    [
      'what may be a member of what it iterates over',
      '{{ range $key, $value := .workerLabels }}{{ $key }}',
      '{{ range $key, $value := .workerLabels }}{{ .missing }}',
      /^warn Patch "workerLabels" reads "missing"/,
    ],
  ])('finds %s', (_, from, to, message) => {
    expect(check(from, to)).toEqual([expect.stringMatching(message)]);
  });

  it.each([
    ['{{ .auditLog.level }}', '{{ .builtin.cluster.topology.version }}'],
    ['{{ .auditLog.level }}', '{{ .auditLog.level | replace "." "-" }}'],
    ['{{ .auditLog.level }}', '{{ .builtin.cluster.metadata.labels.zone }}'],
    ['{{ .auditLog.level }}', '{{ .workerLabels.zone }}'],
  ])('takes %s as %s', (from, to) => {
    expect(check(from, to)).toEqual([]);
  });
});
