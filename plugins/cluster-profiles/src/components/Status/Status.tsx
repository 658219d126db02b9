import type { ReactNode } from 'react';
import {
  RiAlertLine,
  RiCheckboxBlankCircleLine,
  RiCheckboxCircleLine,
  RiCloseCircleLine,
  RiInformationLine,
  RiLoader4Line,
  RiPauseCircleLine,
  RiQuestionLine,
  RiTimeLine,
} from '@remixicon/react';
import styles from './Status.module.css';

export type Tone =
  | 'success'
  | 'progress'
  | 'waiting'
  | 'warning'
  | 'danger'
  | 'info'
  | 'paused'
  | 'neutral'
  | 'unknown';

const ICONS = {
  success: RiCheckboxCircleLine,
  progress: RiLoader4Line,
  waiting: RiTimeLine,
  warning: RiAlertLine,
  danger: RiCloseCircleLine,
  info: RiInformationLine,
  paused: RiPauseCircleLine,
  neutral: RiCheckboxBlankCircleLine,
  unknown: RiQuestionLine,
} satisfies Record<Tone, unknown>;

/** A state in words beside an icon: colour only repeats what both say. */
export function Status(props: {
  tone: Tone;
  children: ReactNode;
  title?: string;
}) {
  const Icon = ICONS[props.tone];
  return (
    <span className={styles.status} title={props.title}>
      <Icon
        className={styles.icon}
        data-tone={props.tone}
        size={16}
        aria-hidden
      />
      <span>{props.children}</span>
    </span>
  );
}
