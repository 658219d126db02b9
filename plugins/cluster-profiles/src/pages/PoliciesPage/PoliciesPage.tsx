import { useApi } from '@backstage/core-plugin-api';
import { Flex, Text } from '@backstage/ui';
import type { PolicyQuestion } from '@cluster-profiles/plugin-cluster-profiles-common';
import { useSearchParams } from 'react-router-dom';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { EmptyState } from '../../components/EmptyState/EmptyState';
import { Loaded } from '../../components/Loaded/Loaded';
import { PageContent } from '../../components/PageContent/PageContent';
import { useLoad } from '../../hooks/useLoad';
import { PolicyAnswerView } from './PolicyAnswerView';
import { PolicyForm } from './PolicyForm';
import {
  readQuestion,
  writeQuestion,
} from '../../components/PoliciesLink/policyQuestion';
import styles from './PoliciesPage.module.css';

/** Which policies a draft would meet, and why. The question is in the URL. */
export function PoliciesPage() {
  const [params, setParams] = useSearchParams();
  const question = readQuestion(params);
  return (
    <PageContent>
      <Flex direction="column" gap="4">
        <Text as="h2" variant="title-small">
          What a change has to pass
        </Text>
        <div className={styles.page}>
          <PolicyForm
            key={params.toString()}
            asked={question}
            onAsk={next => setParams(writeQuestion(next))}
          />
          {question ? (
            <Answer question={question} />
          ) : (
            <EmptyState
              title="What would the policies say?"
              description="Describe a change: the answer names every policy with the field that makes it match or not, what is demanded, and who could approve now. Nothing is proposed."
            />
          )}
        </div>
      </Flex>
    </PageContent>
  );
}

function Answer({ question }: { question: PolicyQuestion }) {
  const api = useApi(clusterProfilesApiRef);
  const load = useLoad({
    key: writeQuestion(question).toString(),
    load: signal => api.explainPolicies(question, { signal }),
  });
  return (
    <Loaded load={load} what="The policies">
      {answer => <PolicyAnswerView answer={answer} />}
    </Loaded>
  );
}
