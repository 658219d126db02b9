import type {
  ApprovalOutlook,
  ApprovalRequirement,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { entityNames } from '../EntityName/EntityName';

/** What one group of places asks for, in words. */
export interface OutlookWords {
  /** `development and staging`, with targets or owners where the stage alone does not tell. */
  where: string;
  needed: boolean;
  /** `no approval`, or `1 approval from platform, because …`. */
  what: string;
}

/** The outlook by stage; one for a target or an owner leaves out what does not concern it. */
export function outlookWords(
  outlooks: readonly ApprovalOutlook[],
  only: { target?: string; owner?: string } = {},
): OutlookWords[] {
  const concerned = outlooks.filter(
    ({ targets, owners }) =>
      (!only.target || targets.includes(only.target)) &&
      (!only.owner || owners.includes(only.owner)),
  );
  return concerned.map(outlook => ({
    where: placeWords(outlook, concerned),
    needed: outlook.requirements.length > 0,
    what: requirementWords(outlook.requirements),
  }));
}

/** `1 approval from platform, because …`; several are joined. */
export function requirementWords(
  requirements: readonly ApprovalRequirement[],
  options: { reasons?: boolean } = {},
): string {
  const { reasons = true } = options;
  if (requirements.length === 0) {
    return 'no approval';
  }
  return requirements
    .map(
      ({ group, count, reason }) =>
        `${count} ${count === 1 ? 'approval' : 'approvals'} from ${entityNames([group])}${
          reasons && reason ? `, because ${asClause(reason)}` : ''
        }`,
    )
    .join('; and ');
}

function placeWords(
  outlook: ApprovalOutlook,
  all: readonly ApprovalOutlook[],
): string {
  const others = all.filter(other => other !== outlook);
  const sharesStage = others.filter(({ stages }) =>
    stages.some(stage => outlook.stages.includes(stage)),
  );
  const sharesTarget = sharesStage.some(({ targets }) =>
    targets.some(target => outlook.targets.includes(target)),
  );
  const stages = list(outlook.stages);
  if (sharesTarget) {
    return `${stages}, for ${entityNames(outlook.owners)}`;
  }
  return sharesStage.length > 0
    ? `${stages} (${outlook.targets.join(', ')})`
    : stages;
}

function list(words: readonly string[]): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** A sentence as the second half of another: abbreviations keep their capitals. */
function asClause(sentence: string): string {
  const text = sentence.trim().replace(/\.$/, '');
  return /^[A-Z][a-z]/.test(text)
    ? text.charAt(0).toLocaleLowerCase('en-US') + text.slice(1)
    : text;
}
