import { lazy, Suspense, useEffect, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { JsonObject } from '@backstage/types';
import { Skeleton, Text } from '@backstage/ui';
import { clusterProfilesApiRef } from '../../../api/clusterProfilesApiRef';
import { Loaded } from '../../../components/Loaded/Loaded';
import { useLoad } from '../../../hooks/useLoad';

// The form library is heavy and only some dialogs need it.
const Form = lazy(() => import('./ProfileParametersForm'));

/** Parameters of a profile version, filled with what the cluster has now. */
export function ProfileParameters(props: {
  profile: string;
  version: string;
  current: JsonObject;
  onChange: (parameters: JsonObject) => void;
}) {
  const { profile, version, current, onChange } = props;
  const api = useApi(clusterProfilesApiRef);
  const load = useLoad({
    key: `${profile} ${version}`,
    load: async signal =>
      (await api.getProfileVersion(profile, version, { signal })).document.spec
        .parameters ?? null,
  });
  return (
    <Loaded load={load} what="The parameters">
      {schema =>
        schema ? (
          <Suspense fallback={<Skeleton width="100%" height={48} />}>
            <Form
              key={`${profile} ${version}`}
              schema={schema}
              current={current}
              onChange={onChange}
            />
          </Suspense>
        ) : (
          <Text color="secondary">This profile has no parameters.</Text>
        )
      }
    </Loaded>
  );
}

/** State for a form of parameters: what it holds, absent until it has loaded. */
export function useParameters(key: string): {
  parameters: JsonObject | undefined;
  setParameters: (parameters: JsonObject) => void;
} {
  const [state, setState] = useState<{ key: string; value?: JsonObject }>({
    key,
  });
  useEffect(() => setState({ key }), [key]);
  return {
    parameters: state.key === key ? state.value : undefined,
    setParameters: value => setState({ key, value }),
  };
}
