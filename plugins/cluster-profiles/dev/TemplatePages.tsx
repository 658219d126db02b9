import type { TemplateParameterSchema } from '@backstage/plugin-scaffolder-react';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import { Container, Text } from '@backstage/ui';
import { useState } from 'react';
import { scaffolderFields } from '../src/__testUtils__/scaffolderFields';

const REQUEST: TemplateParameterSchema = {
  title: 'Request a cluster',
  steps: [
    {
      title: 'Stack',
      schema: {
        required: ['profile'],
        properties: {
          profile: {
            title: 'Profile',
            type: 'object',
            'ui:field': 'ClusterProfilePicker',
          },
          addOnProfiles: {
            title: 'Add-on profiles',
            type: 'array',
            'ui:field': 'ClusterAddOns',
          },
        },
      },
    },
    {
      title: 'Cluster',
      schema: {
        required: ['name', 'owner', 'target'],
        properties: {
          name: {
            title: 'Name',
            type: 'string',
            default: '',
            'ui:field': 'ClusterName',
          },
          owner: {
            title: 'Owner',
            type: 'string',
            default: 'group:default/checkout',
          },
          target: {
            title: 'Target',
            type: 'string',
            default: '',
            'ui:field': 'ClusterTargetPicker',
          },
        },
      },
    },
    {
      title: 'Parameters',
      schema: {
        properties: {
          parameters: {
            title: 'Parameters',
            type: 'object',
            'ui:field': 'ClusterParameters',
          },
        },
      },
    },
    {
      title: 'Plan',
      schema: {
        required: ['plan'],
        properties: {
          plan: { title: 'Plan', type: 'string', 'ui:field': 'ClusterPlan' },
        },
      },
    },
  ],
};

const UPGRADE: TemplateParameterSchema = {
  title: 'Upgrade a cluster',
  steps: [
    {
      title: 'Cluster',
      schema: {
        required: ['cluster'],
        properties: {
          cluster: {
            title: 'Cluster',
            type: 'string',
            default: '',
            'ui:field': 'ClusterPicker',
          },
        },
      },
    },
    {
      title: 'Version',
      schema: {
        required: ['version'],
        properties: {
          version: {
            title: 'Version',
            type: 'string',
            default: '',
            'ui:field': 'ClusterVersionPicker',
          },
          parameters: {
            title: 'Parameters',
            type: 'object',
            'ui:field': 'ClusterParameters',
          },
        },
      },
    },
    {
      title: 'Plan',
      schema: {
        required: ['plan'],
        properties: {
          plan: {
            title: 'Plan',
            type: 'string',
            'ui:field': 'ClusterPlan',
            'ui:options': { kind: 'upgrade' },
          },
        },
      },
    },
  ],
};

function Template(props: { manifest: TemplateParameterSchema }) {
  const [values, setValues] = useState<unknown>();
  return (
    <Container my="4">
      <Stepper
        manifest={props.manifest}
        extensions={scaffolderFields}
        onCreate={async created => setValues(created)}
      />
      {values !== undefined && <Text as="p">{JSON.stringify(values)}</Text>}
    </Container>
  );
}

export const RequestTemplate = () => <Template manifest={REQUEST} />;
export const UpgradeTemplate = () => <Template manifest={UPGRADE} />;
