import { readPages } from './readPages';

/** A list that changes before some of its pages are read. */
async function read(
  list: string[],
  before: (page: number, list: string[]) => void = () => {},
): Promise<string[]> {
  let page = 0;
  const found: string[] = [];
  const items = readPages({
    read: async ({ offset, limit }) => {
      before(page, list);
      page += 1;
      return {
        items: list.slice(offset, offset + limit),
        totalCount: list.length,
      };
    },
    key: item => item,
  });
  for await (const item of items) {
    found.push(item);
  }
  return found;
}

const many = (count: number) =>
  Array.from({ length: count }, (_, index) => `i${index}`);

describe('readPages', () => {
  it('reads all of 10,000', async () => {
    const pages = jest.fn();
    await expect(read(many(10_000), pages)).resolves.toEqual(many(10_000));
    expect(pages).toHaveBeenCalledTimes(50);
  });

  it('knows that there are none', async () => {
    await expect(read([])).resolves.toEqual([]);
  });

  it('finds what is added while it reads', async () => {
    const found = await read(many(450), (page, list) => {
      if (page === 1) list.push('new');
    });
    expect(found).toEqual([...many(450), 'new']);
  });

  it('misses nothing, and reads nothing twice, when others go while it reads', async () => {
    const found = await read(many(450), (page, list) => {
      if (page === 1) list.splice(10, 5);
      if (page === 3) list.splice(0, 1);
    });
    expect(found).toEqual(many(450));
  });

  it('ends when everything goes', async () => {
    const found = await read(many(300), (page, list) => {
      if (page === 1) list.length = 0;
    });
    expect(found).toHaveLength(200);
  });

  it('fails, rather than taking a part for the whole, when a page is empty too early', async () => {
    const items = readPages({
      read: async ({ offset }) => ({
        items: offset === 0 ? many(200) : [],
        totalCount: 450,
      }),
      key: item => item,
    });
    const all = async () => {
      for await (const _ of items);
    };
    await expect(all()).rejects.toThrow('incomplete: 200 of 450');
  });
});
