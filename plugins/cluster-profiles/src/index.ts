/**
 * Pages, entity tabs and form fields of cluster profiles.
 *
 * @packageDocumentation
 */
export { clusterProfilesPlugin as default } from './plugin';
export { clusterProfilesApiRef } from './api/clusterProfilesApiRef';
export { ApprovalStatusView } from './components/ApprovalStatusView/ApprovalStatusView';
export { ClusterProfilesSidebarItem } from './components/ClusterProfilesSidebarItem/ClusterProfilesSidebarItem';
export { LayerDifferences } from './components/LayerDifferences/LayerDifferences';
export { PlanView } from './components/PlanView/PlanView';
export { WaitingChangesCount } from './components/WaitingChangesCount/WaitingChangesCount';
export { useWaitingChanges } from './hooks/useWaitingChanges';
export { StackDiagram } from './components/StackDiagram/StackDiagram';
export type { StackLayer } from './components/StackDiagram/stackGroups';
export { ChangeSearchResultItem } from './search/ChangeSearchResultItem';
export { ClusterSearchResultItem } from './search/ClusterSearchResultItem';
export { ProfileSearchResultItem } from './search/ProfileSearchResultItem';
export type { SearchResultItemProps } from './search/SearchResultItem';
