import { useEffect, useRef, useState, type ReactNode } from 'react';
import styles from './ScrollArea.module.css';

/** Wide content that scrolls sideways, also by keyboard; it takes focus only where there is something to scroll. */
export function ScrollArea(props: { label: string; children: ReactNode }) {
  const ref = useRef<HTMLDivElement>(null);
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element || typeof ResizeObserver === 'undefined') {
      return undefined;
    }
    const observer = new ResizeObserver(() =>
      setScrolls(element.scrollWidth > element.clientWidth),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div
      ref={ref}
      className={styles.scroll}
      {...(scrolls
        ? { tabIndex: 0, role: 'group', 'aria-label': props.label }
        : {})}
    >
      {props.children}
    </div>
  );
}
