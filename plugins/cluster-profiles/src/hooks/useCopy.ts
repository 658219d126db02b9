import { useState } from 'react';

/** Copies to the clipboard, and knows whether it worked: pages without a secure origin may not. */
export function useCopy() {
  const [copied, setCopied] = useState<'yes' | 'no'>();
  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied('yes');
    } catch {
      setCopied('no');
    }
  };
  return { copied, copy };
}
