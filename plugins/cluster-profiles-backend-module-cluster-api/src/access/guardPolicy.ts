import type { KubernetesObject } from '../kubernetes';
import { DELIVERY } from '../delivery/deliveryName';
import { ACCESS_NAMESPACE } from './accessNamespace';

/** Whoever may run something in one of these namespaces can act as the service accounts there. */
const GUARDED = [
  ACCESS_NAMESPACE,
  DELIVERY,
  'kube-system',
  'kube-public',
  'kube-node-lease',
];
const API_VERSION = 'admissionregistration.k8s.io/v1';

/**
 * Roles only ever add up, so that no role that holds on the whole cluster can leave a namespace out. An admission policy can: who
 * was given access through the portal writes nothing where service accounts with more rights than their own live.
 */
export function guardPolicy(): KubernetesObject[] {
  const metadata = { name: ACCESS_NAMESPACE };
  return [
    {
      apiVersion: API_VERSION,
      kind: 'ValidatingAdmissionPolicy',
      metadata,
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: {
          namespaceSelector: {
            matchExpressions: [
              {
                key: 'kubernetes.io/metadata.name',
                operator: 'In',
                values: GUARDED,
              },
            ],
          },
          resourceRules: [
            {
              apiGroups: ['*'],
              apiVersions: ['*'],
              operations: ['*'],
              resources: ['*/*'],
              scope: 'Namespaced',
            },
          ],
        },
        matchConditions: [
          {
            name: 'given-by-the-portal',
            expression: `'system:serviceaccounts:${ACCESS_NAMESPACE}' in request.userInfo.groups`,
          },
        ],
        validations: [
          {
            expression: 'false',
            messageExpression: `'Access through the portal changes nothing in the namespace ' + request.namespace`,
            reason: 'Forbidden',
          },
        ],
      },
    },
    {
      apiVersion: API_VERSION,
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata,
      spec: { policyName: ACCESS_NAMESPACE, validationActions: ['Deny'] },
    },
  ];
}
