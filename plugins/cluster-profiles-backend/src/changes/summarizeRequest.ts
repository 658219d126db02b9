import {
  mainProfile,
  type ChangeRequest,
  type DesiredState,
  type OverridePath,
} from '@cluster-profiles/plugin-cluster-profiles-common';

/** What a change does, one line, for lists and notifications. */
export function summarizeRequest(
  request: ChangeRequest,
  context: { base?: DesiredState; profile?: string; version?: string },
): string {
  switch (request.kind) {
    case 'create':
      return `Create with ${request.profile.name} ${request.profile.version} on ${request.target}`;
    case 'import': {
      const source = request.source ?? request.cluster;
      return `Import ${source === request.cluster ? '' : `${source} `}from ${request.target}`;
    }
    case 'adopt':
      return `Adopt into ${request.profile.name} ${request.profile.version}`;
    case 'upgrade': {
      const main = context.base && mainProfile(context.base);
      const name = request.profile ?? main?.name ?? '';
      const from = context.base?.profiles.find(
        profile => profile.name === name,
      )?.version;
      return `Upgrade ${name} ${from ? `${from} → ` : 'to '}${request.version}`;
    }
    case 'roll-back':
      return `Roll back to revision ${request.revision}`;
    case 'resize':
      return `Resize ${[
        ...(request.controlPlane
          ? [`control plane to ${request.controlPlane}`]
          : []),
        ...Object.entries(request.workers ?? {}).map(
          ([pool, count]) => `${pool} to ${count}`,
        ),
      ].join(', ')}`;
    case 'set-parameters':
      return `Set ${
        [
          ...Object.keys(request.parameters ?? {}),
          ...(request.follow ? [`follow ${request.follow}`] : []),
          ...Object.keys(request.driftModes ?? {}).map(
            layer => `drift mode of ${layer}`,
          ),
        ].join(', ') || 'nothing'
      }`;
    case 'add-profile':
      return `Add ${request.profile.name} ${request.profile.version}`;
    case 'remove-profile':
      return `Remove ${request.profile}`;
    case 'override':
      return `Override ${placesText(request.overrides)}`;
    case 'remove-override':
      return `End the override of ${placesText(request.overrides)}`;
    case 'retarget':
      return `Retarget to ${request.target ?? 'the present configuration'}`;
    case 'pause':
      return 'Pause';
    case 'resume':
      return 'Resume';
    case 'protect':
      return request.protected
        ? 'Protect from deletion'
        : 'End protection from deletion';
    case 'extend-lifetime':
      return request.endsOn
        ? `Let it live until ${request.endsOn}`
        : 'Let it live without end';
    case 'delete':
      return request.force ? 'Delete by force' : 'Delete';
    case 'access':
      return `Access as ${request.role} for ${request.hours === 1 ? '1 hour' : `${request.hours} hours`}`;
    case 'publish':
      return `Publish ${context.profile} ${context.version}`;
    case 'deprecate':
      return `Deprecate ${request.profile} ${request.version}`;
    case 'withdraw':
      return `Withdraw ${request.profile} ${request.version}`;
    default:
      throw new TypeError(
        `Unknown kind of change: ${(request as { kind: string }).kind}`,
      );
  }
}

function placesText(overrides: readonly OverridePath[]): string {
  return overrides.map(({ layer, path }) => `${layer} ${path}`).join(', ');
}
