/** What stands between a repository and a path inside it, with the usual hosts. */
const INSIDE = /\/(?:-\/|blob\/|tree\/|raw\/|edit\/|src\/|browse\/)/;

/**
 * The place that an origin belongs to: its repository, whatever the branch, commit or path; elsewhere the folder. Uploads have
 * no origin and all share one place.
 */
export function placeOf(origin: string | null | undefined): string {
  if (!origin) {
    return 'upload';
  }
  const url = new URL(origin);
  const inside = url.pathname.search(INSIDE);
  if (inside >= 0) {
    return `${url.origin}${url.pathname.slice(0, inside)}`;
  }
  // such hosts have the path in the query
  return url.searchParams.has('path')
    ? `${url.origin}${url.pathname}`
    : `${url.origin}${url.pathname.slice(0, url.pathname.lastIndexOf('/'))}`;
}
