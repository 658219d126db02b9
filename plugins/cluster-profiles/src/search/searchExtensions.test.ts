import { createExtensionTester } from '@backstage/frontend-test-utils';
import {
  SearchFilterResultTypeBlueprint,
  SearchResultListItemBlueprint,
} from '@backstage/plugin-search-react/alpha';
import { searchItems, searchTypes } from './searchExtensions';

describe('search extensions', () => {
  it('show results of one type each, and leave all others alone', () => {
    const predicates = searchItems.map(
      item =>
        createExtensionTester(item).get(
          SearchResultListItemBlueprint.dataRefs.item,
        ).predicate!,
    );
    const takenBy = (type: string) =>
      predicates.map(takes =>
        takes({ type, document: { title: '', text: '', location: '' } }),
      );
    expect(takenBy('cluster-profiles-profile')).toEqual([true, false, false]);
    expect(takenBy('cluster-profiles-cluster')).toEqual([false, true, false]);
    expect(takenBy('cluster-profiles-change')).toEqual([false, false, true]);
    expect(takenBy('software-catalog')).toEqual([false, false, false]);
  });

  it('offer each type to choose from', () => {
    expect(
      searchTypes.map(type => {
        const { value, name } = createExtensionTester(type).get(
          SearchFilterResultTypeBlueprint.dataRefs.resultType,
        );
        return [value, name];
      }),
    ).toEqual([
      ['cluster-profiles-profile', 'Cluster profiles'],
      ['cluster-profiles-cluster', 'Clusters'],
      ['cluster-profiles-change', 'Changes'],
    ]);
  });
});
