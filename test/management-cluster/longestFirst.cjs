/** By how long they take on two cores, as `./dev lab test` says at its end: one that starts last would run on alone. */
const LONGEST = [
  'contract.lab.ts',
  'replacements.lab.ts',
  'portal.lab.ts',
  'interference.lab.ts',
  'lifecycle.lab.ts',
  'twoManagementClusters.lab.ts',
  'autoscaling.lab.ts',
  'adopt.lab.ts',
  'kubernetesSteps.lab.ts',
  'twoBackends.lab.ts',
  'chaos.lab.ts',
  'import.lab.ts',
];

const placeOf = ({ path }) => {
  const place = LONGEST.findIndex(name => path.endsWith(`/${name}`));
  return place < 0 ? LONGEST.length : place;
};

/** Orders files for Jest. */
module.exports = class LongestFirst {
  sort(tests) {
    return [...tests].sort((one, other) => placeOf(one) - placeOf(other));
  }

  cacheResults() {}
};
