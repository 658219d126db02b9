import { useId, type ReactNode } from 'react';
import { Card, CardBody, Flex, Text } from '@backstage/ui';
import styles from './Section.module.css';

/** A titled part of a page. */
export function Section(props: {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <Card role="region" aria-labelledby={id}>
      <CardBody>
        <Flex direction="column" gap="3">
          <Flex justify="between" align="center" className={styles.heading}>
            <Text as="h3" variant="title-x-small" id={id}>
              {props.title}
            </Text>
            {props.actions}
          </Flex>
          {props.children}
        </Flex>
      </CardBody>
    </Card>
  );
}
