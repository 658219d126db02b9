import { useAnalytics } from '@backstage/core-plugin-api';
import { Link } from 'react-router-dom';
import styles from './LightLink.module.css';

/** A link for long tables, where the design system's, with all it listens to, costs more to draw than the rest of its cell. */
export function LightLink(props: {
  href: string;
  title: string;
  children: string;
}) {
  const { href, title, children } = props;
  const analytics = useAnalytics();
  return (
    <Link
      to={href}
      title={title}
      className={styles.link}
      onClick={() =>
        analytics.captureEvent('click', children, { attributes: { to: href } })
      }
    >
      {children}
    </Link>
  );
}
