/** What is wrong with the code at the moment, on purpose. */
export const faults = new Set<Fault>();

export type Fault =
  | 'proposers approve'
  | 'one group is forgotten'
  | 'claims ignore leases'
  | 'a start frees all claims'
  | 'a start makes all work due'
  | 'nothing expires';
