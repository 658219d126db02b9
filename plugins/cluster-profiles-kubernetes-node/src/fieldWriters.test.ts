import { findWriter, listWriters } from './fieldWriters';
import type { KubernetesObject, ManagedFieldsEntry } from './types';

const scale: ManagedFieldsEntry = {
  manager: 'kubectl',
  subresource: 'scale',
  time: '2026-03-01T10:00:00Z',
  fieldsV1: { 'f:spec': { 'f:replicas': {} } },
};
const image: ManagedFieldsEntry = {
  manager: 'kubectl-edit',
  fieldsV1: {
    'f:spec': {
      'f:containers': {
        'k:{"name":"web"}': { '.': {}, 'f:image': {} },
        'k:{"port":80}': {},
      },
    },
    'f:metadata': { 'f:annotations': { 'f:a/b': {} } },
  },
};

function written(...managedFields: ManagedFieldsEntry[]): KubernetesObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', managedFields },
  };
}

describe('listWriters', () => {
  it('names fields by pointer and entries by name', () => {
    const [first, second] = listWriters(written(scale, image));
    expect(first).toEqual({
      manager: 'kubectl',
      subresource: 'scale',
      writtenAt: scale.time,
      fields: new Set(['/spec', '/spec/replicas']),
    });
    expect(second).not.toHaveProperty('writtenAt');
    expect([...second.fields]).toEqual(
      expect.arrayContaining([
        '/spec/containers/web/image',
        '/metadata/annotations/a~1b',
        '/spec/containers/{"port":80}',
      ]),
    );
  });

  it('has nobody where nobody is named', () => {
    expect(listWriters(written({ manager: 'x' }))).toEqual([]);
  });
});

describe('findWriter', () => {
  it('finds who wrote a field or something in it, the last of several', () => {
    const late = { ...scale, manager: 'late', time: '2026-03-02T10:00:00Z' };
    const writers = listWriters(written(late, scale, image));
    expect(findWriter(writers, '/spec/replicas')?.manager).toBe('late');
    expect(findWriter(writers, '/spec/containers/web')?.manager).toBe(
      'kubectl-edit',
    );
    expect(findWriter(writers, '/spec/repl')).toBeUndefined();
  });
});
