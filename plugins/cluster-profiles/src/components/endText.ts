const DAY = 24 * 3_600_000;
const SOON = 7;

/** When a cluster ends, and how far off that is. */
export function endText(endsOn: string, now: Date): string {
  const today = Date.parse(now.toISOString().slice(0, 10));
  const left = Math.round((Date.parse(endsOn) - today) / DAY);
  if (left < 0) {
    return `${endsOn}, over: its deletion is proposed`;
  }
  const words: Record<number, string> = { 0: 'today', 1: 'tomorrow' };
  return `${endsOn}, ${words[left] ?? `in ${left} days`}`;
}

/** Whether lists should say it. */
export function endsSoon(endsOn: string, now: Date): boolean {
  return Date.parse(endsOn) - now.getTime() < SOON * DAY;
}
