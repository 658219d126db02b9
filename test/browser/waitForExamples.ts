import { apiAs } from './apiAs';

/** The first start publishes the example profiles; journeys begin when the last one is there. */
export default async function waitForExamples(): Promise<void> {
  const deadline = Date.now() + 90_000;
  const api = apiAs('alice');
  for (;;) {
    const profiles = await api.listProfiles();
    const base = profiles.find(({ name }) => name === 'production-base');
    if (base?.latestVersion === '1.4.0') {
      return;
    }
    if (Date.now() > deadline) {
      throw new Error('The example profiles are not published in time');
    }
    await new Promise(resolve => setTimeout(resolve, 500));
  }
}
