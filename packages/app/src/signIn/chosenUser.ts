const KEY = 'cluster-profiles.example-user';

/** Kept per browser tab, so that two people can be played side by side. */
export const chosenUser = {
  get: () => sessionStorage.getItem(KEY) ?? undefined,
  remember: (userRef: string) => sessionStorage.setItem(KEY, userRef),
  forget: () => sessionStorage.removeItem(KEY),
};
