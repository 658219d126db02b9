import { FakeClusterProfilesApi } from './FakeClusterProfilesApi';

/** An API that answers whatever is asked in one way. */
export function answeringApi(
  answer: () => Promise<never>,
): FakeClusterProfilesApi {
  return new Proxy(new FakeClusterProfilesApi(), {
    get: (api, name, receiver) =>
      typeof Reflect.get(api, name, receiver) === 'function'
        ? answer
        : Reflect.get(api, name, receiver),
  });
}
