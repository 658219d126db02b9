import { useCallback, useEffect, useMemo, useState } from 'react';
import { Progress } from '@backstage/core-components';
import { ResponseError } from '@backstage/errors';
import {
  configApiRef,
  discoveryApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { Alert, Button, Card, CardBody, CardHeader, Text } from '@backstage/ui';
import { ExampleIdentity } from './ExampleIdentity';
import { chosenUser } from './chosenUser';
import { readExampleTeams } from './exampleUsers';
import styles from './SignInPage.module.css';

export const SignInPage = ({ onSignInSuccess }: SignInPageProps) => {
  const config = useApi(configApiRef);
  const discovery = useApi(discoveryApiRef);
  const teams = useMemo(() => readExampleTeams(config), [config]);
  const [signingIn, setSigningIn] = useState(chosenUser.get);
  const [error, setError] = useState<Error>();

  const signIn = useCallback(
    async (userRef: string) => {
      setError(undefined);
      setSigningIn(userRef);
      const identity = new ExampleIdentity({ userRef, discovery });
      try {
        await identity.getCredentials();
        chosenUser.remember(userRef);
        onSignInSuccess(identity);
      } catch (e) {
        // A request that a reload cuts off says nothing about the user.
        if (e instanceof ResponseError) {
          chosenUser.forget();
        }
        setError(e as Error);
        setSigningIn(undefined);
      }
    },
    [discovery, onSignInSuccess],
  );

  useEffect(() => {
    const userRef = chosenUser.get();
    if (userRef) {
      signIn(userRef);
    }
    // Only the choice that the tab already had; later ones come from buttons.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  if (signingIn) {
    return <Progress />;
  }

  return (
    <main className={styles.page} data-cluster-profiles>
      <Text as="h1" variant="title-large">
        {config.getOptionalString('app.title') ?? 'Backstage'}
      </Text>
      {error && (
        <Alert
          status="danger"
          title="Sign-in failed"
          description={error.message}
        />
      )}
      {teams.length === 0 ? (
        <Alert
          status="warning"
          title="No sign-in is configured"
          description="Add an auth provider to this portal: the example users exist only in the example portal that ./dev start runs."
        />
      ) : (
        <Text as="p" color="secondary">
          Choose who you are. The choice holds for this browser tab only: open a
          second tab to play requester and approver side by side.
        </Text>
      )}
      <div className={styles.teams}>
        {teams.map(team => (
          <Card key={team.name}>
            <CardHeader>
              <Text as="h2" variant="title-x-small">
                {team.name}
              </Text>
            </CardHeader>
            <CardBody>
              <ul className={styles.users}>
                {team.users.map(user => (
                  <li key={user.ref}>
                    <Button
                      variant="secondary"
                      onPress={() => signIn(user.ref)}
                    >
                      {user.title}
                    </Button>
                    {user.role && (
                      <Text variant="body-small" color="secondary">
                        {user.role}
                      </Text>
                    )}
                  </li>
                ))}
              </ul>
            </CardBody>
          </Card>
        ))}
      </div>
    </main>
  );
};
