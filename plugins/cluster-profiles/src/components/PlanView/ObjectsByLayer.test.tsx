import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { LayerObjects } from '@cluster-profiles/plugin-cluster-profiles-common';
import { ObjectsByLayer } from './ObjectsByLayer';

const layers: LayerObjects[] = [
  {
    layer: 'database',
    objects: [
      {
        object: 'PersistentVolumeClaim database/data',
        action: 'removed',
        risk: 'What is stored on its volume is lost, unless the volume is retained.',
      },
      {
        object: 'Deployment database/database',
        action: 'changed',
        fields: [{ path: '/spec/replicas', before: 2, after: 3 }],
        moreFields: 4,
      },
      { object: 'Service database/\u202esql', action: 'added' },
      { object: 'CustomResourceDefinition users.example.io', action: 'kept' },
    ],
    hooks: ['Job database/migrate (pre-upgrade)'],
  },
  {
    layer: 'verify',
    objects: [],
    hooks: ['Job verify/verify (post-upgrade)'],
  },
];

describe('ObjectsByLayer', () => {
  it('counts by layer, and opens in place', async () => {
    render(<ObjectsByLayer layers={layers} />);
    const [database, verify] = within(
      screen.getByRole('list', { name: 'Objects by layer' }),
    ).getAllByRole('listitem');
    expect(database).toHaveTextContent(
      'database1 removed, 1 changed, 1 added, 1 left behind1 at risk',
    );
    expect(verify).toHaveTextContent('verifyonly runs something');
    expect(screen.queryByText(/is lost/)).not.toBeInTheDocument();

    await userEvent.click(within(database).getByText('database'));
    const objects = within(
      await screen.findByRole('list', { name: 'Objects of database' }),
    ).getAllByRole('listitem');
    expect(objects[0]).toHaveTextContent(
      'RemovedPersistentVolumeClaim database/dataWhat is stored on its volume is lost, unless the volume is retained.',
    );
    expect(
      within(objects[1]).getByRole('row', { name: 'spec.replicas 2 3' }),
    ).toBeInTheDocument();
    expect(objects[1]).toHaveTextContent('and 4 more fields');
    expect(objects[2]).toHaveTextContent('AddedService database/\\u{202e}sql');
    expect(objects[3]).toHaveTextContent('Left behind');
    expect(database).toHaveTextContent(
      'Runs on the way: Job database/migrate (pre-upgrade)',
    );
  });
});
