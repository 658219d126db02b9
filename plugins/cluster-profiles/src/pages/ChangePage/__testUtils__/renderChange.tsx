import type { FakeClusterProfilesApi } from '../../../__testUtils__/FakeClusterProfilesApi';
import { renderPage } from '../../../__testUtils__/renderPage';
import { ChangePage } from '../ChangePage';

/** The page of the change `change-1`. */
export function renderChange(api: FakeClusterProfilesApi) {
  return renderPage(<ChangePage />, {
    api,
    mountPath: '/changes/:id',
    at: '/changes/change-1',
  });
}
