import { textReferences, variablePath } from './textReferences';

describe('textReferences', () => {
  it.each<[string, string[], boolean, boolean]>([
    ['plain text with .dots', [], false, false],
    ['a: {{ .name }}', ['name'], false, false],
    ['{{- .a.b.c -}}', ['a.b.c'], false, false],
    ['{{ .a | replace "." ".x" }}', ['a'], false, false],
    [
      '{{ semverCompare "< v1.25-0" .builtin.controlPlane.version }}',
      ['builtin.controlPlane.version'],
      false,
      false,
    ],
    ['{{ printf `{{ .no }}` .yes }}', ['yes'], false, false],
    ["{{ eq .a '\\'' }}{{/* don't .b */}}{{ .c }}", ['a', 'c'], false, false],
    ['{{ .a / }} }}', ['a'], false, false],
    ['{{ "never closed }} {{ .a }}', [], true, false],
    ['{{ $.a }}', ['a'], false, false],
    ['{{ if .a }}{{ .b }}{{ end }}', ['a', 'b'], false, true],
    ['{{ .a | default "x" }}', ['a'], false, true],
    ['{{ $x := .a }}{{ $x.b }}', ['a', 'b'], false, true],
    ['{{ (index .list 0).name }}', ['list', 'name'], false, true],
    ['{{ index . "my-name" }}', [], true, false],
    ['{{ toJson . }}', [], true, false],
    ['{{ . | toJson }}', [], true, false],
    ['{{ .}}', [], true, false],
    ['{{ toJson $ }}', [], true, false],
    ['{{ range .list }}{{ . }}{{ end }}', ['list'], true, true],
  ])('%s', (text, paths, whole, branches) => {
    const found = textReferences(text);
    expect(found.paths.map(path => path.join('.'))).toEqual(paths);
    expect(found).toMatchObject({ whole, branches });
  });
});

it('reads hostile texts in time', () => {
  const begun = performance.now();
  for (const part of ['{{', '{{ "', '{{/*', '{{ }', "{{ '\\", '{{ .a']) {
    expect(textReferences(part.repeat(20_000)).whole).toBe(true);
  }
  expect(performance.now() - begun).toBeLessThan(2_000);
});

describe('variablePath', () => {
  it.each([
    ['a', ['a']],
    ['a.b', ['a', 'b']],
    ['users[0].name', ['users', '0', 'name']],
    ['builtin.cluster.name', ['builtin', 'cluster', 'name']],
  ])('%s', (text, path) => {
    expect(variablePath(text)).toEqual(path);
  });
});
