import { Config } from '@backstage/config';

export interface ExampleUser {
  ref: string;
  title: string;
  team: string;
  role?: string;
}

export interface ExampleTeam {
  name: string;
  users: ExampleUser[];
}

/** The configured example users by team, in the order of the configuration. */
export function readExampleTeams(config: Config): ExampleTeam[] {
  const users =
    config.getOptionalConfigArray('auth.providers.examples.users') ?? [];
  const teams = new Map<string, ExampleUser[]>();
  for (const user of users) {
    const team = user.getString('team');
    const ref = user.getString('ref');
    teams.set(team, [
      ...(teams.get(team) ?? []),
      {
        ref,
        team,
        title: user.getOptionalString('title') ?? ref,
        role: user.getOptionalString('role'),
      },
    ]);
  }
  return [...teams].map(([name, members]) => ({ name, users: members }));
}
