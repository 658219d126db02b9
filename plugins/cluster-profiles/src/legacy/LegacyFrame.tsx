import { lazy, Suspense } from 'react';
import { Navigate, Route, Routes } from 'react-router-dom';
import { useApp, useRouteRef } from '@backstage/core-plugin-api';
import { PluginHeader } from '@backstage/ui';
import { RiStackLine } from '@remixicon/react';
import {
  changesRouteRef,
  clustersRouteRef,
  layersRouteRef,
  policiesRouteRef,
  rootRouteRef,
} from '../routes';

const ClustersRouter = lazy(() =>
  import('../pages/ClustersPage/ClustersRouter').then(m => ({
    default: m.ClustersRouter,
  })),
);
const ChangesRouter = lazy(() =>
  import('../pages/ChangesPage/ChangesRouter').then(m => ({
    default: m.ChangesRouter,
  })),
);
const LayersPage = lazy(() =>
  import('../pages/LayersPage/LayersPage').then(m => ({
    default: m.LayersPage,
  })),
);

const PoliciesPage = lazy(() =>
  import('../pages/PoliciesPage/PoliciesPage').then(m => ({
    default: m.PoliciesPage,
  })),
);

/** Header and tabs around the pages, which the new frontend system brings by itself. */
export function LegacyFrame() {
  const { Progress } = useApp().getComponents();
  const tab = (id: string, label: string, href: string) => ({
    id,
    label,
    href,
    matchStrategy: 'prefix' as const,
  });
  const root = useRouteRef(rootRouteRef)();
  const tabs = [
    tab('clusters', 'Clusters', useRouteRef(clustersRouteRef)()),
    tab('changes', 'Changes', useRouteRef(changesRouteRef)()),
    tab('layers', 'Layers', useRouteRef(layersRouteRef)()),
    tab('policies', 'Policies', useRouteRef(policiesRouteRef)()),
  ];

  return (
    <>
      <PluginHeader
        title="Cluster profiles"
        titleLink={root}
        icon={<RiStackLine />}
        tabs={tabs}
      />
      <Suspense fallback={<Progress />}>
        <Routes>
          <Route index element={<Navigate to="clusters" replace />} />
          <Route path="clusters/*" element={<ClustersRouter />} />
          <Route path="changes/*" element={<ChangesRouter />} />
          <Route path="layers" element={<LayersPage />} />
          <Route path="policies" element={<PoliciesPage />} />
        </Routes>
      </Suspense>
    </>
  );
}
