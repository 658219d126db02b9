import { useId, useState, type ReactNode } from 'react';
import type {
  DesiredOverride,
  Plan,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Text, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { EntityName } from '../EntityName/EntityName';
import { Findings } from '../Findings/Findings';
import { LayerDifferences } from '../LayerDifferences/LayerDifferences';
import { RelativeTime } from '../RelativeTime/RelativeTime';
import {
  DocumentDifferences,
  SettingDifferences,
} from '../SettingDifferences/SettingDifferences';
import { sourceAndLock } from '../StackDiagram/sourceText';
import { StackDiagram } from '../StackDiagram/StackDiagram';
import type { Opened } from '../TextDifference/useOpened';
import { visibleText } from '../VisibleText/visibleText';
import { ValueDifferences } from '../ValueDifferences/ValueDifferences';
import { AccessFacts } from './AccessFacts';
import { ObjectsByLayer } from './ObjectsByLayer';
import { fieldText, layersAfter, otherObjects } from './planTexts';
import { PublicationFacts } from './PublicationFacts';
import styles from './PlanView.module.css';

/** Everything that a plan says below its impact: layers with their values, settings, versions, checks, objects. */
export function PlanDetails(props: { plan: Plan; opened?: Opened }) {
  const { plan, opened } = props;
  const { layerObjects = [] } = plan;
  const { created, changed } = otherObjects(plan);
  const passed = plan.findings.filter(({ severity }) => severity === 'ok');
  return (
    <div className={styles.plan}>
      {plan.publication && (
        <Part title="Publication">
          <PublicationFacts publication={plan.publication} />
        </Part>
      )}
      {plan.access ? (
        <Part title="Access">
          <AccessFacts access={plan.access} />
        </Part>
      ) : (
        <Layers plan={plan} opened={opened} />
      )}
      {plan.settings.length > 0 && (
        <Part title="Settings">
          {plan.publication ? (
            <DocumentDifferences differences={plan.settings} opened={opened} />
          ) : (
            <SettingDifferences
              differences={plan.settings}
              profiles={plan.desired?.profiles ?? []}
              opened={opened}
            />
          )}
        </Part>
      )}
      <PlanOverrides overrides={plan.desired?.overrides} />
      <Fields plan={plan} />
      {plan.kubernetesPath.length > 1 && (
        <Part title="Kubernetes versions, step by step">
          <p>{plan.kubernetesPath.join(' → ')}</p>
        </Part>
      )}
      {passed.length > 0 && (
        <Part title="Checks">
          <Findings findings={passed} />
        </Part>
      )}
      {layerObjects.length > 0 && (
        <Part title="Objects of layers">
          <ObjectsByLayer layers={layerObjects} />
        </Part>
      )}
      {created.length + changed.length > 0 && (
        <Part title={layerObjects.length > 0 ? 'Other objects' : 'Objects'}>
          <Objects title="changed" names={changed} />
          <Objects title="created" names={created} />
        </Part>
      )}
    </div>
  );
}

/** What goes along with the plan although the profile says otherwise, whether the plan is about it or not. */
function PlanOverrides({ overrides = [] }: { overrides?: DesiredOverride[] }) {
  return (
    overrides.length > 0 && (
      <Part title="Overrides that hold with it">
        <ul className={styles.bullets}>
          {overrides.map(({ layer, path, value, reason, owner, expires }) => (
            <li key={`${layer} ${path}`}>
              {layer}{' '}
              <code>
                {visibleText(path)} = {visibleText(JSON.stringify(value))}
              </code>
              : {visibleText(reason)}, answered for by{' '}
              <EntityName entityRef={owner} />, ends{' '}
              <RelativeTime at={expires} />
            </li>
          ))}
        </ul>
      </Part>
    )
  );
}

/** What becomes of objects that are there, field by field. */
function Fields({ plan: { differences = [] } }: { plan: Plan }) {
  const names = [...new Set(differences.map(({ object }) => object))];
  return names.map(name => (
    <Part key={name} title={`Fields of ${visibleText(name)}`}>
      <ValueDifferences
        label={`Fields of ${visibleText(name)}`}
        title={fieldText}
        differences={differences
          .filter(({ object }) => object === name)
          .map(({ path, observed, desired }) => ({
            path,
            before: observed,
            after: desired,
          }))}
      />
    </Part>
  ));
}

const VIEWS = [
  { id: 'list', label: 'List' },
  { id: 'stack', label: 'Stack' },
] as const;

function Layers(props: { plan: Plan; opened?: Opened }) {
  const { plan, opened } = props;
  const [view, setView] = useState('list');
  const touched = plan.layers.filter(({ action }) => action !== 'unchanged');
  return (
    <Part
      title={`Layers: ${touched.length} of ${plan.layers.length} touched`}
      actions={
        plan.layers.length > 0 && (
          <ToggleButtonGroup
            aria-label="How layers are shown"
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[view]}
            onSelectionChange={keys => setView(String([...keys][0]))}
          >
            {VIEWS.map(({ id, label }) => (
              <ToggleButton key={id} id={id} size="small">
                {label}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
        )
      }
    >
      {view === 'stack' && (
        <StackDiagram
          label="Stack before and after"
          layers={plan.layers.map(
            ({ name, kind, category, versionAfter, ...change }) => ({
              name,
              kind,
              category,
              version: versionAfter,
              ...sourceAndLock(plan.desired?.layers, name),
              change,
            }),
          )}
        />
      )}
      <LayerDifferences
        layers={plan.layers}
        after={layersAfter(plan)}
        opened={opened}
        rows={view === 'list'}
      />
    </Part>
  );
}

function Part(props: {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={styles.part} aria-labelledby={id}>
      <div className={styles.head}>
        <Text as="h4" variant="body-medium" weight="bold" id={id}>
          {props.title}
        </Text>
        {props.actions}
      </div>
      {props.children}
    </section>
  );
}

function Objects(props: { title: string; names: string[] }) {
  if (props.names.length === 0) {
    return null;
  }
  return (
    <details>
      <summary>
        {props.names.length} {props.title}
      </summary>
      <ul className={styles.bullets}>
        {props.names.map(name => (
          <li key={name}>{visibleText(name)}</li>
        ))}
      </ul>
    </details>
  );
}
