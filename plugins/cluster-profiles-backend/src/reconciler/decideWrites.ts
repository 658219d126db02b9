import { correctableLayers } from './correctableLayers';
import { dueRegistration } from './dueRegistration';
import { kubernetesWaits } from './kubernetesTurn';
import { layerViews, undesiredLayers } from './layerViews';
import { nextPrunes } from './nextPrunes';
import type { Picture, Write } from './types';
import { waitsFor } from './waitsFor';

/**
 * What to write next for a cluster that is to exist. Looks at the level, not at what happened before: asked again without
 * anything having moved, it decides the same.
 */
export function decideWrites(
  picture: Picture,
  options: {
    /** The revision was proven before, so that what differs now came from elsewhere. */
    settled: boolean;
    /** The time now, which tells corrections apart: each of them is a write of its own. */
    correction: string;
    /** Layers whose drift is to be undone now. */
    corrects: ReadonlySet<string>;
  },
): Write[] {
  const { desired, observed } = picture;
  const key = (what: string, corrects: boolean) =>
    corrects ? `${what}/${options.correction}` : what;
  const views = layerViews(picture);
  const drifted = correctableLayers(picture, views).filter(({ layer }) =>
    options.corrects.has(layer.name),
  );

  const handedOver = isHandedOver(picture);
  const ofProvider = drifted.filter(({ byEngine }) => !byEngine);
  const providerDrifted = ofProvider.length > 0;
  // A paused cluster is told so once, and left alone.
  // Each step of what is handed over in steps is a write of its own.
  const step = handedOver && !desired.paused && observed?.nextApply;
  const providerIsDue =
    (!handedOver && kubernetesWaits(picture, views).length === 0) ||
    Boolean(step) ||
    providerDrifted;
  const provider: Write[] = providerIsDue
    ? [
        {
          type: 'provider-apply',
          what: step
            ? `provider/${step}`
            : key('provider', handedOver || options.settled),
          ...(providerDrifted && {
            corrects: ofProvider.map(({ layer }) => layer.name),
          }),
        },
      ]
    : [];
  if (desired.paused || !observed?.apiReachable) {
    return provider;
  }

  const layers = views
    .filter(
      view =>
        view.byEngine &&
        (drifted.includes(view) ||
          (view.seen?.digest !== view.digest &&
            waitsFor(view, { picture, views, apiReachable: true }).length ===
              0)),
    )
    .map((view): Write => ({
      type: 'layer-apply',
      layer: view.layer,
      what: key(
        `layer/${view.layer.name}`,
        options.settled || view.seen?.digest === view.digest,
      ),
    }));
  const prunes = nextPrunes(undesiredLayers(picture), picture).map(
    (layer): Write => ({
      type: 'layer-prune',
      layer,
      what: `prune/${layer}`,
    }),
  );
  const registration = dueRegistration(picture, options.correction);
  return [
    ...provider,
    ...(registration ? [registration] : []),
    ...layers,
    ...prunes,
  ];
}

/** Of the base of an imported cluster nothing is ever handed over. */
function isHandedOver({ desired, observed, revision }: Picture): boolean {
  return (
    desired.observeOnly === true ||
    (observed !== undefined &&
      observed.revision === revision &&
      (observed.paused === desired.paused || !observed.current))
  );
}
