import { waitForProfile } from '../../browser/waitForExamples';

/** Journeys on the lab begin when its profile is published. */
export default async function waitForLabProfile(): Promise<void> {
  await waitForProfile('lab-base', '1.1.0');
}
