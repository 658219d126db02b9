import type { ClusterQuery } from '@cluster-profiles/plugin-cluster-profiles-common';
import { aCluster } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { listAllClusters } from './listAllClusters';

const many = Array.from({ length: 450 }, (_, index) =>
  aCluster({ name: `c${index}` }),
);

function page(list = many) {
  return async ({ offset = 0, limit = 50 }: ClusterQuery = {}) => ({
    items: list.slice(offset, offset + limit),
    totalCount: list.length,
  });
}

describe('listAllClusters', () => {
  it('reads every page, with the token', async () => {
    const listClusters = jest.fn(page());
    await expect(
      listAllClusters({ api: { listClusters }, request: { token: 't' } }),
    ).resolves.toEqual(many);
    expect(listClusters.mock.calls).toEqual([
      [{ sort: 'name', order: 'asc', offset: 0, limit: 200 }, { token: 't' }],
      [{ sort: 'name', order: 'asc', offset: 200, limit: 200 }, { token: 't' }],
      [{ sort: 'name', order: 'asc', offset: 400, limit: 200 }, { token: 't' }],
    ]);
  });

  it('knows that there are none', async () => {
    await expect(
      listAllClusters({ api: { listClusters: page([]) }, request: {} }),
    ).resolves.toEqual([]);
  });

  it.each([
    [
      'the count moves',
      [
        { items: many.slice(0, 200), totalCount: 450 },
        { items: many.slice(200, 400), totalCount: 449 },
      ],
      'changed from 450 to 449',
    ],
    [
      'a page is empty too early',
      [
        { items: many.slice(0, 200), totalCount: 450 },
        { items: [], totalCount: 450 },
      ],
      'incomplete: 200 of 450',
    ],
    [
      'one entry comes twice, so that another is missing',
      [
        { items: many.slice(0, 200), totalCount: 399 },
        { items: many.slice(199, 398), totalCount: 399 },
      ],
      'incomplete: 398 of 399',
    ],
  ])('fails when %s', async (_, pages, message) => {
    const listClusters = jest.fn();
    pages.forEach(answer => listClusters.mockResolvedValueOnce(answer));
    await expect(
      listAllClusters({ api: { listClusters }, request: {} }),
    ).rejects.toThrow(message);
  });

  it('fails when a page fails', async () => {
    const listClusters = jest
      .fn()
      .mockResolvedValueOnce({ items: many.slice(0, 200), totalCount: 450 })
      .mockRejectedValueOnce(new Error('down'));
    await expect(
      listAllClusters({ api: { listClusters }, request: {} }),
    ).rejects.toThrow('down');
  });
});
