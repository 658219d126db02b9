import { createRequest, formDataOf, upgradeRequest } from './formData';

describe('formData', () => {
  it('is empty outside of a form', () => {
    expect(formDataOf(undefined)).toEqual({});
  });

  it('yields a request only when all that is needed is there', () => {
    const complete = {
      name: 'shop',
      owner: 'group:default/checkout',
      target: 'dev-eu1',
      profile: { name: 'production-base', version: '1.4.0' },
      parameters: { workers: 3 },
    };
    expect(createRequest({ ...complete, target: undefined })).toBeUndefined();
    expect(createRequest(complete)).toMatchObject({
      kind: 'create',
      cluster: 'shop',
      profile: { name: 'production-base', version: '1.4.0' },
    });
    const addOnProfiles = [{ name: 'observability', version: '1.0.0' }];
    expect(createRequest({ ...complete, addOnProfiles })).toMatchObject({
      addOnProfiles,
    });
    expect(
      createRequest({ ...complete, addOnProfiles: [] })?.addOnProfiles,
    ).toBeUndefined();
    expect(upgradeRequest({ cluster: 'shop' })).toBeUndefined();
    expect(upgradeRequest({ cluster: 'shop', version: '1.4.0' })).toEqual({
      kind: 'upgrade',
      cluster: 'shop',
      version: '1.4.0',
    });
  });
});
