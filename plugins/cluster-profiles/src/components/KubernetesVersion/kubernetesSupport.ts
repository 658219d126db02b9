const DAY_MS = 86_400_000;
const WARN_DAYS = 60;

/** How long upstream supports a Kubernetes version, for a reader at `now`. */
export interface KubernetesSupport {
  state: 'supported' | 'ending' | 'ended';
  /** `supported until Feb 2027`, `support ends in 12 days`, `support ended 3 days ago`. */
  text: string;
}

/** The last day of support counts as supported: `endOfLife` (YYYY-MM-DD) is over when its day is, in UTC. */
export function kubernetesSupport(
  endOfLife: string,
  now: number,
): KubernetesSupport {
  const days = Math.floor((Date.parse(endOfLife) - now) / DAY_MS) + 1;
  if (days < 0) {
    return { state: 'ended', text: `support ended ${ago(-days)}` };
  }
  if (days < WARN_DAYS) {
    return {
      state: 'ending',
      text: `support ends ${days === 0 ? 'today' : `in ${count(days, 'day')}`}`,
    };
  }
  const month = new Intl.DateTimeFormat('en', {
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(Date.parse(endOfLife));
  return { state: 'supported', text: `supported until ${month}` };
}

function ago(days: number): string {
  return days < WARN_DAYS
    ? `${count(days, 'day')} ago`
    : `${count(Math.floor(days / 30), 'month')} ago`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
