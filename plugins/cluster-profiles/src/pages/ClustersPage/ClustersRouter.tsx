import { lazy, Suspense } from 'react';
import { Route, Routes } from 'react-router-dom';
import { Loading } from '../../components/Loaded/Loaded';
import { ClustersPage } from './ClustersPage';
import type { StartedList } from './startList';

// Loaded by those who come to import.
const ImportPage = lazy(() =>
  import('../ImportPage/ImportPage').then(m => ({ default: m.ImportPage })),
);

/** The list of clusters, and the page that brings in one that exists already. */
export function ClustersRouter(props: { started?: StartedList }) {
  return (
    <Routes>
      <Route index element={<ClustersPage started={props.started} />} />
      <Route
        path="import"
        element={
          <Suspense fallback={<Loading />}>
            <ImportPage />
          </Suspense>
        }
      />
    </Routes>
  );
}
