import { useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** Whether an element has at least so many pixels from side to side; true where that cannot be measured. */
export function useWide(
  pixels: number,
): [ref: RefObject<HTMLDivElement>, wide: boolean] {
  const ref = useRef<HTMLDivElement>(null);
  const [wide, setWide] = useState(true);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element || typeof ResizeObserver === 'undefined') {
      return undefined;
    }
    const measure = () => setWide(element.clientWidth >= pixels);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [pixels]);
  return [ref, wide];
}
