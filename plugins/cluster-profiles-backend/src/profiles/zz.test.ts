import { shippedLibrary } from './__testUtils__/exampleBundle';
it('t', async () => {
  const s = Date.now();
  await shippedLibrary();
  console.log('load ms', Date.now() - s);
});
