import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  Permitted,
  ProviderStatus,
  ProviderTrouble,
  Target,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type {
  Clock,
  ClusterProvider,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import type { AuthorizedClusters } from '../clusters/AuthorizedClusters';
import type { AuthorizedImports } from '../targets/AuthorizedImports';
import { listProviderGroups } from './listProviderGroups';
import { summarizeProviders } from './summarizeProviders';

const LOOKS = 3;
const AT_LEAST_SECONDS = 300;

/** How fresh is what providers tell, as far as the caller may see their clusters. Asks no provider. */
export class AuthorizedProviders {
  readonly #knex: Knex;
  readonly #clock: Clock;
  readonly #clusters: AuthorizedClusters;
  readonly #targets: readonly Target[];
  readonly #providers: ReadonlyMap<string, ClusterProvider>;
  readonly #imports: Pick<AuthorizedImports, 'permitted'>;
  readonly #overdueSeconds: number;

  constructor(options: {
    knex: Knex;
    clock: Clock;
    clusters: AuthorizedClusters;
    targets: readonly Target[];
    providers: ReadonlyMap<string, ClusterProvider>;
    imports: Pick<AuthorizedImports, 'permitted'>;
    /** Seconds between looks at a cluster at rest. */
    restingSeconds: number;
  }) {
    this.#knex = options.knex;
    this.#clock = options.clock;
    this.#clusters = options.clusters;
    this.#targets = options.targets;
    this.#providers = options.providers;
    this.#imports = options.imports;
    this.#overdueSeconds = Math.max(
      AT_LEAST_SECONDS,
      LOOKS * options.restingSeconds,
    );
  }

  async list(options: {
    credentials: BackstageCredentials;
  }): Promise<ProviderStatus[]> {
    const decision = await this.#clusters.decide(options);
    if (decision.never) {
      return [];
    }
    const groups = await listProviderGroups(this.#knex, {
      overdueBefore: new Date(
        this.#clock.now().getTime() - this.#overdueSeconds * 1000,
      ).toISOString(),
      visible: clusters => decision.narrow(clusters),
    });
    const mayImport = await this.#imports.permitted(options);
    return summarizeProviders(groups, {
      names: this.#targets.map(({ provider }) => provider),
      import: name =>
        this.#providers.get(name)?.inspect &&
        someAllowed(
          this.#targets
            .filter(({ provider }) => provider === name)
            .map(mayImport),
        ),
      troubles: (name, targets) => this.#troubles(name, targets),
    });
  }

  /** What the provider's watches run into, on targets where the caller sees clusters. */
  #troubles(name: string, targets: readonly string[]): ProviderTrouble[] {
    const provider = this.#providers.get(name);
    return this.#targets
      .filter(target => targets.includes(target.name))
      .flatMap(target => {
        const trouble = provider?.watchTrouble?.({ target });
        return trouble ? [{ target: target.name, ...trouble }] : [];
      });
  }
}

/** Yes where one of them says so; else what the first one says. */
function someAllowed(answers: readonly Permitted[]): Permitted | undefined {
  return answers.find(({ allowed }) => allowed) ?? answers[0];
}
