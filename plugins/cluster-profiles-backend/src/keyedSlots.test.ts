import { keyedSlots } from './keyedSlots';

describe('keyedSlots', () => {
  it('keeps the first of a key and blames the module that brings a second', () => {
    const slots = new Map<string, { id: string; of: string }>();
    const first = { reportModuleStartupFailure: jest.fn() };
    const second = { reportModuleStartupFailure: jest.fn() };

    keyedSlots('cluster provider', slots, first)({ id: 'x', of: 'first' });
    const add = keyedSlots('cluster provider', slots, second);
    add({ id: 'x', of: 'second' });
    add({ id: 'y', of: 'second' });

    expect([...slots.values()]).toEqual([
      { id: 'x', of: 'first' },
      { id: 'y', of: 'second' },
    ]);
    expect(first.reportModuleStartupFailure).not.toHaveBeenCalled();
    expect(second.reportModuleStartupFailure.mock.calls).toEqual([
      [
        {
          error: expect.objectContaining({
            message: "A cluster provider 'x' is registered already",
          }),
        },
      ],
    ]);
  });
});
