import { InputError, NotAllowedError } from '@backstage/errors';
import { createProxyAuthenticator } from '@backstage/plugin-auth-node';
import { readExampleUsers, userRef } from './readExampleUsers';

/** The example user that the browser names; there is nothing to prove. */
export interface ExampleUser {
  ref: string;
  title?: string;
}

export const examplesAuthenticator = createProxyAuthenticator({
  defaultProfileTransform: async ({ title }: ExampleUser) => ({
    profile: title ? { displayName: title } : {},
  }),
  initialize: ({ config }) => readExampleUsers(config),
  async authenticate({ req }, users): Promise<{ result: ExampleUser }> {
    const { user } = req.query;
    if (typeof user !== 'string') {
      throw new InputError(
        'user: say once whom to sign in as, such as ?user=user:default/alice',
      );
    }
    const ref = userRef(user);
    if (!users.has(ref)) {
      throw new NotAllowedError(
        `user: ${ref} is no example user; those are listed in auth.providers.examples.users`,
      );
    }
    return { result: { ref, title: users.get(ref) } };
  },
});
