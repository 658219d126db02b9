import { withoutPictures } from './withoutPictures';

describe('withoutPictures', () => {
  it('leaves no HTML and no pictures in descriptions, wherever they are', () => {
    expect(
      withoutPictures({
        description: '<img src=x> ![a](https://example.com) **bold** [b](c)!',
        properties: {
          description: { type: 'string', description: '![a][b]' },
          list: { items: { oneOf: [{ description: '<b>' }] } },
        },
      }),
    ).toEqual({
      description: '\\<img src=x> \\![a](https://example.com) **bold** [b](c)!',
      properties: {
        description: { type: 'string', description: '\\![a][b]' },
        list: { items: { oneOf: [{ description: '\\<b>' }] } },
      },
    });
  });

  it('leaves alone what is data', () => {
    const schema = {
      title: 'a < b',
      default: { description: '<a>' },
      enum: [{ description: '<a>' }],
      const: { description: '<a>' },
      examples: [{ description: '<a>' }],
    };
    expect(withoutPictures(schema)).toEqual(schema);
  });
});
