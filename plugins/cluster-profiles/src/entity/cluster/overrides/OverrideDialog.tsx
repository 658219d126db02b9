import { useApi } from '@backstage/core-plugin-api';
import {
  MAX_OVERRIDE_DAYS,
  type ClusterDetail,
  type ClusterOverride,
  type ProfileVersionDetail,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  Flex,
  NumberField,
  Select,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import { clusterProfilesApiRef } from '../../../api/clusterProfilesApiRef';
import { ChangeDialog } from '../../../components/ChangeDialog/ChangeDialog';
import { entityNames } from '../../../components/EntityName/EntityName';
import { absoluteTime } from '../../../components/RelativeTime/relativeTime';
import { visibleText } from '../../../components/VisibleText/visibleText';
import { useLoad } from '../../../hooks/useLoad';
import { useOwnGroups } from '../../../hooks/useOwnGroups';
import { offeredValues, type OfferedValue } from './offeredValues';
import { OTHER, useOverrideForm, type OverrideForm } from './useOverrideForm';
import { ValueField } from './ValueField';

/** Gives a value of a layer to this cluster alone, for a time; `present` is one that is changed. */
export function OverrideDialog(props: {
  cluster: ClusterDetail;
  present?: ClusterOverride;
  onClose: () => void;
}) {
  const { cluster, present, onClose } = props;
  const layers = cluster.desired!.layers;
  const written = useWritten(cluster);
  const offered = (name: string): OfferedValue[] => {
    const layer = layers.find(candidate => candidate.name === name);
    const spec = written(layer?.profile)?.document.spec;
    return layer
      ? offeredValues({
          values: layer.values,
          written: spec?.layers.find(it => it.name === name)?.values,
          parameters: spec?.parameters,
        })
      : [];
  };
  const form = useOverrideForm({ cluster, present, offered });
  const { fields, choose, errorOf } = form;

  return (
    <ChangeDialog
      title={
        present
          ? `Change the override of ${present.layer} on ${cluster.name}`
          : `Override a value of ${cluster.name}`
      }
      onClose={onClose}
      request={form.request}
    >
      {!present && (
        <Flex direction="column" gap="4">
          <Select
            label="Layer"
            selectionMode="single"
            isRequired
            searchable={layers.length > 8}
            searchPlaceholder="Search layers"
            placeholder="Choose a layer"
            value={fields.layer || null}
            onChange={key => choose({ layer: String(key) })}
            options={layers.map(({ name, version }) => ({
              id: name,
              label: `${name} ${version}`,
            }))}
          />
          {fields.layer && (
            <PathField form={form} offered={offered(fields.layer)} />
          )}
        </Flex>
      )}
      {(present || fields.path) && (
        <ValueField
          form={form.form}
          schema={form.chosen?.parameter?.schema}
          text={fields.text}
          description={valueNote(form)}
          error={errorOf('text')}
          onChange={text => form.set({ text })}
        />
      )}
      <TextAreaField
        label="Reason"
        description="Shown with the cluster as long as it holds, and to everybody who reads the change."
        isRequired
        rows={2}
        maxLength={500}
        validationBehavior="aria"
        validate={() => errorOf('reason')}
        value={fields.reason}
        onChange={reason => form.set({ reason })}
      />
      <Flex gap="4" style={{ flexWrap: 'wrap' }}>
        <NumberField
          label="Ends after, in days"
          description={
            form.expires
              ? `On ${absoluteTime(form.expires)}; then its end is proposed.`
              : `1 to ${MAX_OVERRIDE_DAYS}`
          }
          isRequired
          minValue={1}
          maxValue={MAX_OVERRIDE_DAYS}
          validationBehavior="aria"
          validate={() => errorOf('days')}
          value={fields.days}
          onChange={days => form.set({ days })}
        />
        <OwnerField cluster={cluster} form={form} />
      </Flex>
    </ChangeDialog>
  );
}

function PathField(props: {
  form: OverrideForm;
  offered: readonly OfferedValue[];
}) {
  const { form, offered } = props;
  const { fields, choose, errorOf } = form;
  return (
    <>
      <Select
        label="Value"
        description={
          offered.length > 0
            ? 'Those that the layer has on this cluster.'
            : 'The profile sets no value of this layer.'
        }
        selectionMode="single"
        isRequired
        searchable={offered.length > 8}
        searchPlaceholder="Search values"
        placeholder="Choose a value"
        value={fields.path || null}
        onChange={key => choose({ layer: fields.layer, path: String(key) })}
        options={[
          ...offered.map(({ path, value }) => ({
            id: path,
            label: visibleText(`${path} = ${shortText(value)}`),
          })),
          { id: OTHER, label: 'Another one, which the layer has by default' },
        ]}
      />
      {fields.path === OTHER && (
        <TextField
          label="Path"
          description="JSON pointer into the values of the layer, such as /controller/replicaCount."
          isRequired
          autoComplete="off"
          validationBehavior="aria"
          validate={() => errorOf('other')}
          value={fields.other}
          onChange={other => form.set({ other })}
        />
      )}
    </>
  );
}

/** Who answers for it: the owner of the cluster, or a group of whoever asks. */
function OwnerField(props: { cluster: ClusterDetail; form: OverrideForm }) {
  const { cluster, form } = props;
  const groups = useOwnGroups().value ?? [];
  const owners = [...new Set([cluster.owner, form.fields.owner, ...groups])];
  return (
    <Select
      label="Answers for it"
      selectionMode="single"
      value={form.fields.owner}
      onChange={key => form.set({ owner: String(key) })}
      options={owners.map(id => ({ id, label: entityNames([id]) }))}
    />
  );
}

const MOST_CHARACTERS = 40;

function shortText(value: OfferedValue['value']): string {
  const text = JSON.stringify(value);
  return text.length > MOST_CHARACTERS
    ? `${text.slice(0, MOST_CHARACTERS)}…`
    : text;
}

/** What there is to know about the value before it is overridden. */
function valueNote({ chosen }: OverrideForm): string | undefined {
  if (!chosen) {
    return undefined;
  }
  const { value, written, parameter } = chosen;
  const now = `${shortText(value)} now`;
  if (parameter) {
    return visibleText(
      `${now}. It follows the parameter ${String(parameter.schema?.title ?? parameter.name)}: set that to change it for good.`,
    );
  }
  return visibleText(
    written === undefined || JSON.stringify(written) === JSON.stringify(value)
      ? now
      : `${now}; the profile says ${shortText(written)}`,
  );
}

/** The profiles of a cluster as they are written, asked for only here. Without them, less is known of the values. */
function useWritten(
  cluster: ClusterDetail,
): (profile?: string) => ProfileVersionDetail | undefined {
  const api = useApi(clusterProfilesApiRef);
  const { profiles } = cluster;
  const load = useLoad({
    key: profiles.map(({ name, version }) => `${name} ${version}`).join(),
    load: signal =>
      Promise.all(
        profiles.map(({ name, version }) =>
          api.getProfileVersion(name, version, { signal }),
        ),
      ),
  });
  return profile => load.value?.find(version => version.profile === profile);
}
