const { statSync } = require('node:fs');

/** By how long they take on two cores, those on the lab as `./dev lab test` says at its end: one that starts last would run on alone. */
const LONGEST = [
  'crash.test.ts',
  'breakGlass.test.ts',
  'modelCheck.property.test.ts',
  'overrides.test.ts',
  'interplay.test.ts',
  'twoBackends.test.ts',
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

const sizeOf = ({ path }) => statSync(path).size;

/** Orders files for Jest; the larger ones first where nothing is known, as Jest does by itself. */
module.exports = class LongestFirst {
  sort(tests) {
    return [...tests].sort(
      (one, other) =>
        placeOf(one) - placeOf(other) || sizeOf(other) - sizeOf(one),
    );
  }

  cacheResults() {}
};
