import type { JsonObject } from '@backstage/types';
import { inQuery, operation, paging } from '../operation';
import { anyObject, ref, text, texts } from '../shapes';

export const administrationPaths: Record<string, JsonObject> = {
  '/activity': {
    get: operation({
      id: 'listActivity',
      summary: 'Who did what, newest first',
      tag: 'administration',
      parameters: [
        ...paging,
        inQuery('subjectKind', text),
        inQuery('subject', text),
        inQuery('actor', text),
        inQuery('type', texts),
        inQuery('changeId', text),
      ],
      answer: ref('ActivityPage'),
    }),
  },
  '/write-switch': {
    get: operation({
      id: 'getWriteSwitch',
      summary: 'Whether anything is written to clusters',
      tag: 'administration',
      answer: ref('WriteSwitch'),
    }),
    put: operation({
      id: 'setWriteSwitch',
      summary: 'Stops or starts all writes to clusters',
      tag: 'administration',
      body: ref('WriteSwitchRequest'),
      answer: ref('WriteSwitch'),
    }),
  },
  '/openapi.json': {
    get: operation({
      id: 'getOpenApi',
      summary: 'This document',
      tag: 'administration',
      answer: anyObject,
    }),
  },
};
