import { Route, Routes } from 'react-router-dom';
import { ChangePage } from '../ChangePage/ChangePage';
import { ChangesPage } from './ChangesPage';

/** The list of changes, and one of them. */
export function ChangesRouter() {
  return (
    <Routes>
      <Route index element={<ChangesPage />} />
      <Route path=":id" element={<ChangePage />} />
    </Routes>
  );
}
