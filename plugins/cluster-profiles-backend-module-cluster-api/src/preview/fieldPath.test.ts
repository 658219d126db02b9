import { fieldPathPointer } from './fieldPath';

describe('fieldPathPointer', () => {
  it.each([
    ['.spec.topology.version', '/spec/topology/version'],
    [
      '.spec.topology.workers.machineDeployments[name="general"].replicas',
      '/spec/topology/workers/machineDeployments/general/replicas',
    ],
    ['.spec.topology.variables[imageId]', '/spec/topology/variables/imageId'],
    ['.spec.list[0].a', '/spec/list/0/a'],
    ['.metadata.annotations.a.b/c', '/metadata/annotations/a.b~1c'],
    ['.metadata.labels.example.com/team', '/metadata/labels/example.com~1team'],
    [
      '.spec.ports[port=80,protocol="TCP"].name',
      '/spec/ports/port=80,protocol="TCP"/name',
    ],
    ['.spec.a[name="x\\"]y"].b', '/spec/a/x"]y/b'],
    ['', ''],
  ])('%s', (field, pointer) => {
    expect(fieldPathPointer(field)).toBe(pointer);
  });
});
