// Kills a backend at random moments while it creates and upgrades clusters; run it by ./dev lab chaos.
import { parseArgs } from 'node:util';
import createKnex from 'knex';
import { managementCluster } from '../lab';
import { runChaos } from './runChaos';

async function main(): Promise<boolean> {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string' },
      creations: { type: 'string' },
      upgrades: { type: 'string' },
      seed: { type: 'string' },
    },
  });
  const [kills, creations, upgrades, seed] = [
    values.kills,
    values.creations,
    values.upgrades,
    values.seed,
  ].map(Number);
  const { hostname, port, username, password, pathname } = new URL(
    process.env.POSTGRES!,
  );
  const admin = createKnex({
    client: 'pg',
    connection: {
      host: hostname,
      port: Number(port),
      user: username,
      password,
      database: pathname.slice(1),
    },
  });
  try {
    const lab = await managementCluster();
    const report = await runChaos({
      ...{ lab, admin, kills, creations, upgrades, seed },
      say: line => process.stdout.write(`${line}\n`),
    });
    process.stdout.write(
      `\nseed ${seed}: ${report.kills} kills during ${creations} creations and ${upgrades} upgrades in ${report.seconds.toFixed(0)} s; ${report.moments} states of Cluster objects seen, ${report.violations.length} of them wrong\n`,
    );
    report.violations.forEach(line => process.stdout.write(`✗ ${line}\n`));
    return report.violations.length === 0;
  } finally {
    await admin.destroy();
  }
}

main().then(
  isWell => process.exit(isWell ? 0 : 1),
  error => {
    process.stderr.write(`${error?.stack ?? error}\n`);
    process.exit(1);
  },
);
