import { useEffect } from 'react';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { hasBlocker } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Flex, Text } from '@backstage/ui';
import { FormField } from '../../components/PageContent/PageContent';
import { PreviewView } from '../../components/PreviewView/PreviewView';
import { usePreview } from '../../hooks/usePreview';
import { createRequest, formDataOf, upgradeRequest } from '../formData';
import { NextStep } from './NextStep';

export interface PlanOptions {
  /** What the template proposes; `create` if absent. */
  kind?: 'create' | 'upgrade';
}

/** The plan of what the form asks for, and who must approve it. Its value is the digest of the plan that was seen. */
export function ClusterPlan(
  props: FieldExtensionComponentProps<string, PlanOptions>,
) {
  const { formContext, formData, onChange, uiSchema } = props;
  const data = formDataOf(formContext);
  const request =
    uiSchema['ui:options']?.kind === 'upgrade'
      ? upgradeRequest(data)
      : createRequest(data);
  const { preview, planning, error, retry } = usePreview(request);

  // Empty while there is nothing that could be proposed: the validation then stops the page.
  const plan = preview?.plan;
  const seen = plan && !hasBlocker(plan.findings) ? plan.planDigest : '';
  useEffect(() => {
    if (formData !== seen) {
      onChange(seen);
    }
  }, [formData, seen, onChange]);

  if (!request) {
    return <Text>Fill in the pages before this one first.</Text>;
  }
  return (
    <FormField>
      <Flex direction="column" gap="4">
        {seen !== '' && preview?.approval && (
          <NextStep request={request} approval={preview.approval} />
        )}
        <PreviewView
          kind={request.kind}
          preview={preview}
          planning={planning}
          error={error}
          onRetry={retry}
        />
      </Flex>
    </FormField>
  );
}

/** Stops the page until there is a plan that nothing blocks. */
export function validateClusterPlan(
  digest: string | undefined,
  field: { addError(message: string): void },
): void {
  if (!digest) {
    field.addError(
      'There is no plan that could be proposed: wait for it, or go back and change what the findings name',
    );
  }
}
