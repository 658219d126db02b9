/** In place of the profile that a cluster is made from. */
export const IMPORTED_BASE =
  'Imported: its base belongs to somebody else; only add-on profiles are managed here.';
