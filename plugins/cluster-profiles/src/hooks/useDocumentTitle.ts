import { useEffect } from 'react';

/** Names what a page shows in the title of the tab, before the name that the portal gives it. */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    // Notifications put their count in front, again whenever the title changes.
    const before = document.title.replace(/^\(\d+\+?\) /, '');
    document.title = before ? `${title} · ${before}` : title;
    return () => {
      document.title = before;
    };
  }, [title]);
}
