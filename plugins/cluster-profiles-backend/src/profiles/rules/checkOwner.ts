import { ownerRef } from '../ownerRef';
import type { ProfileRule } from './ProfileRule';

/** The owner is an entity reference of a group. Whether the group exists is for the catalog to say. */
export const checkOwner: ProfileRule = ({ document }) =>
  ownerRef(document) === undefined
    ? [
        {
          severity: 'block',
          code: 'bad-owner',
          path: '/spec/owner',
          message: `The owner '${document.spec.owner}' is no reference of a group`,
          remedy: 'Use a reference such as group:default/platform',
        },
      ]
    : [];
