import { apiAs } from './apiAs';

/** The first start publishes the example profiles; journeys begin when the last one is there. */
export default async function waitForExamples(): Promise<void> {
  await waitForProfile('production-base', '1.4.0');
}

/** Waits until a profile is published in a version. */
export async function waitForProfile(
  profile: string,
  version: string,
): Promise<void> {
  const deadline = Date.now() + 90_000;
  const api = apiAs('alice');
  for (;;) {
    const profiles = await api.listProfiles();
    const found = profiles.find(({ name }) => name === profile);
    if (found?.latestVersion === version) {
      return;
    }
    if (Date.now() > deadline) {
      throw new Error(`${profile} ${version} is not published in time`);
    }
    await new Promise(resolve => setTimeout(resolve, 500));
  }
}
