import type { Condition } from '@cluster-profiles/plugin-cluster-profiles-common';

type Sentences = Record<Condition['status'], string>;

const SENTENCES: Record<string, Sentences> = {
  Available: {
    True: 'The cluster can be used',
    False: 'The cluster cannot be used',
    Unknown: 'Not known whether the cluster can be used',
  },
  ControlPlaneReady: {
    True: 'The control plane is as desired',
    False: 'The control plane is not as desired yet',
    Unknown: 'Not known whether the control plane is as desired',
  },
  NetworkReady: {
    True: 'The network is healthy',
    False: 'The network is not healthy',
    Unknown: 'Not known whether the network is healthy',
  },
  WorkersReady: {
    True: 'All workers are as desired',
    False: 'Not all workers are as desired yet',
    Unknown: 'Not known whether the workers are as desired',
  },
  LayersReady: {
    True: 'All layers are healthy',
    False: 'Not all layers are healthy',
    Unknown: 'Not known whether all layers are healthy',
  },
  InSync: {
    True: 'What runs is as desired',
    False: 'What runs differs from what is desired',
    Unknown: 'Not known whether it is as desired',
  },
  Reconciling: {
    True: 'It is being changed',
    False: 'Nothing is being changed',
    Unknown: 'Not known whether it is being changed',
  },
  Held: {
    True: 'It is held: nothing is written to it',
    False: 'It is not held',
    Unknown: 'Not known whether it is held',
  },
};

const ANSWERS: Sentences = { True: 'yes', False: 'no', Unknown: 'not known' };

/** What a condition says, one sentence; types of others, such as a provider's own, are asked and answered. */
export function conditionSentence({
  type,
  status,
}: Pick<Condition, 'type' | 'status'>): string {
  return Object.hasOwn(SENTENCES, type)
    ? SENTENCES[type][status]
    : `${conditionTitle(type)}: ${ANSWERS[status]}`;
}

/** `ControlPlaneReady` as `Control plane ready`. */
export function conditionTitle(type: string): string {
  const words = type
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(' ')
    .map((word, index) =>
      index === 0 || word === word.toLocaleUpperCase('en-US')
        ? word
        : word.toLocaleLowerCase('en-US'),
    );
  return words.join(' ');
}

/** Nobody holds it, nothing is to be done: says nothing beside the rest. */
export function saysNothing({ type, status, reason }: Condition): boolean {
  return (
    status === 'False' &&
    (type === 'Held' ||
      // Held says the same, and why.
      (type === 'Reconciling' && (reason === 'AtRest' || reason === 'Held')))
  );
}

/** Messages that stand at more than one condition, as when the provider does not answer. */
export function repeatedMessages(conditions: readonly Condition[]): string[] {
  const messages = conditions.map(({ message }) => message).filter(Boolean);
  return [...new Set(messages)].filter(
    message => messages.indexOf(message) !== messages.lastIndexOf(message),
  );
}
