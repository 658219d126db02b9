import { renderHook } from '@testing-library/react';
import { useDocumentTitle } from './useDocumentTitle';

describe('useDocumentTitle', () => {
  it('goes before the title there is, and leaves with the page', () => {
    document.title = '(3) Portal';
    const { rerender, unmount } = renderHook(
      ({ title }) => useDocumentTitle(title),
      { initialProps: { title: 'Upgrade shop' } },
    );
    expect(document.title).toBe('Upgrade shop · Portal');
    rerender({ title: 'Delete shop' });
    expect(document.title).toBe('Delete shop · Portal');
    unmount();
    expect(document.title).toBe('Portal');
  });
});
