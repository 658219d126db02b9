import { waitForProfile } from '../../../browser/waitForExamples';

/** Journeys on a lab with add-ons begin when its profiles are published. */
export default async function waitForLabAddOns(): Promise<void> {
  await waitForProfile('lab-platform', '1.1.0');
  await waitForProfile('lab-tools', '1.1.0');
}
