import type { TemplateParameterSchema } from '@backstage/plugin-scaffolder-react';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import { Container, Text } from '@backstage/ui';
import { useState } from 'react';
import {
  ClusterName,
  validateClusterName,
} from '../src/fields/ClusterName/ClusterName';
import {
  ClusterParameters,
  validateClusterParameters,
} from '../src/fields/ClusterParameters/ClusterParameters';
import { ClusterPicker } from '../src/fields/ClusterPicker/ClusterPicker';
import {
  ClusterPlan,
  validateClusterPlan,
} from '../src/fields/ClusterPlan/ClusterPlan';
import {
  ClusterProfilePicker,
  validateClusterProfile,
} from '../src/fields/ClusterProfilePicker/ClusterProfilePicker';
import { ClusterTargetPicker } from '../src/fields/ClusterTargetPicker/ClusterTargetPicker';
import { ClusterVersionPicker } from '../src/fields/ClusterVersionPicker/ClusterVersionPicker';

const extensions = [
  {
    name: 'ClusterProfilePicker',
    component: ClusterProfilePicker,
    validation: validateClusterProfile,
  },
  { name: 'ClusterTargetPicker', component: ClusterTargetPicker },
  {
    name: 'ClusterName',
    component: ClusterName,
    validation: validateClusterName,
  },
  {
    name: 'ClusterParameters',
    component: ClusterParameters,
    validation: validateClusterParameters,
  },
  { name: 'ClusterPicker', component: ClusterPicker },
  { name: 'ClusterVersionPicker', component: ClusterVersionPicker },
  {
    name: 'ClusterPlan',
    component: ClusterPlan,
    validation: validateClusterPlan,
  },
];

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
        },
      },
    },
    {
      title: 'Cluster',
      schema: {
        required: ['name', 'owner', 'target'],
        properties: {
          name: { title: 'Name', type: 'string', 'ui:field': 'ClusterName' },
          owner: {
            title: 'Owner',
            type: 'string',
            default: 'group:default/checkout',
          },
          target: {
            title: 'Target',
            type: 'string',
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
        extensions={extensions}
        onCreate={async created => setValues(created)}
      />
      {values !== undefined && <Text as="p">{JSON.stringify(values)}</Text>}
    </Container>
  );
}

export const RequestTemplate = () => <Template manifest={REQUEST} />;
export const UpgradeTemplate = () => <Template manifest={UPGRADE} />;
