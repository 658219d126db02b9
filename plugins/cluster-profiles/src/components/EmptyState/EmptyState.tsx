import type { ReactNode } from 'react';
import { Flex, Text } from '@backstage/ui';

/** Nothing there: what would be here, and the one thing to do next. */
export function EmptyState(props: {
  title: string;
  description?: string;
  action?: ReactNode;
}) {
  return (
    <Flex
      direction="column"
      align="center"
      gap="3"
      p="8"
      style={{ width: '100%' }}
    >
      <Text as="h2" variant="title-x-small">
        {props.title}
      </Text>
      {props.description && (
        <Text as="p" color="secondary">
          {props.description}
        </Text>
      )}
      {props.action}
    </Flex>
  );
}
