import { lazy, Suspense, useEffect, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { JsonObject } from '@backstage/types';
import { findHidden } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Skeleton, Text } from '@backstage/ui';
import { clusterProfilesApiRef } from '../../../api/clusterProfilesApiRef';
import { Loaded } from '../../../components/Loaded/Loaded';
import { HIDDEN_WORDS } from '../../../components/ValueDifferences/ValueDifferences';
import { useLoad } from '../../../hooks/useLoad';

// The form library is heavy and only some dialogs need it.
const Form = lazy(() => import('./ProfileParametersForm'));

interface Props {
  profile: string;
  version: string;
  current: JsonObject;
  onChange: (parameters: JsonObject) => void;
}

/** Parameters of a profile version, filled with what the cluster has now: what may not be read stays as it is. */
export function ProfileParameters(props: Props) {
  return findHidden(props.current) ? (
    <HiddenParameters
      key={`${props.profile} ${props.version}`}
      onChange={props.onChange}
    />
  ) : (
    <ReadableParameters {...props} />
  );
}

/** What a request leaves out is carried forward. */
function HiddenParameters({ onChange }: Pick<Props, 'onChange'>) {
  // `onChange` is new on each drawing of the dialog.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  useEffect(() => onChange({}), []);
  return (
    <Text color="secondary">
      The parameters are {HIDDEN_WORDS}. They stay as they are.
    </Text>
  );
}

function ReadableParameters(props: Props) {
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
  return {
    parameters: state.key === key ? state.value : undefined,
    setParameters: value => setState({ key, value }),
  };
}
