/** What somebody is told through the portal's notifications. Carries no values and no parameters. */
export interface Notice {
  /** Entity references of users and groups. */
  recipients: string[];
  /** Entity references of users who are not told. */
  exclude: string[];
  title: string;
  description?: string;
  /** Path inside the portal. */
  link: string;
  severity: 'critical' | 'high' | 'normal' | 'low';
  topic:
    | 'approval-wanted'
    | 'comment'
    | 'decided'
    | 'ready'
    | 'applied'
    | 'failed'
    | 'drift'
    | 'lifetime'
    | 'glass-broken'
    | 'glass-reviewed';
  /** A notice with the same scope replaces the one before. */
  scope: string;
}
