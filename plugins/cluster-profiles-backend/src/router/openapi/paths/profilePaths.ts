import type { JsonObject } from '@backstage/types';
import { inPath, inQuery, operation } from '../operation';
import { listOf, ref, text } from '../shapes';

const name = inPath('name', 'Name of the profile');

export const profilePaths: Record<string, JsonObject> = {
  '/profiles': {
    get: operation({
      id: 'listProfiles',
      summary: 'Profiles with their versions, and whether you may use them',
      tag: 'profiles',
      answer: listOf(ref('ProfileSummary')),
    }),
  },
  '/profiles/validate': {
    post: operation({
      id: 'validateProfile',
      summary: 'Findings on a bundle; nothing is stored',
      tag: 'profiles',
      body: ref('CheckedBundle'),
      answer: ref('Findings'),
    }),
  },
  '/profiles/{name}': {
    get: operation({
      id: 'getProfile',
      summary: 'One profile with its versions',
      tag: 'profiles',
      parameters: [name],
      answer: ref('ProfileSummary'),
    }),
  },
  '/profiles/{name}/versions/{version}': {
    get: operation({
      id: 'getProfileVersion',
      summary: 'The whole version, and who uses it',
      tag: 'profiles',
      parameters: [name, inPath('version', 'Version of the profile')],
      answer: ref('ProfileVersionDetail'),
    }),
  },
  '/profiles/{name}/diff': {
    get: operation({
      id: 'diffProfile',
      summary: 'Difference of two versions, layer by layer',
      tag: 'profiles',
      parameters: [
        name,
        inQuery('from', text, { required: true }),
        inQuery('to', text, { required: true }),
      ],
      answer: ref('ProfileDiff'),
    }),
  },
  '/layers': {
    get: operation({
      id: 'listLayers',
      summary:
        'Every layer of every published version, with profiles and clusters',
      tag: 'profiles',
      answer: listOf(ref('LayerInUse')),
    }),
  },
  '/targets': {
    get: operation({
      id: 'listTargets',
      summary: 'Targets, whether you may use them, and their preflight',
      tag: 'profiles',
      description:
        'With a profile and a version: whether that may go there, too.',
      parameters: [inQuery('profile', text), inQuery('version', text)],
      answer: listOf(ref('Target')),
    }),
  },
  '/targets/{name}/importable': {
    get: operation({
      id: 'listImportable',
      summary: 'Clusters that exist already on a target and could be imported',
      tag: 'clusters',
      description:
        'Asks the provider of the target, for at most 10 seconds; 503 where nobody answers.',
      parameters: [inPath('name', 'Name of a target.')],
      answer: ref('ImportableClusters'),
    }),
  },
};
