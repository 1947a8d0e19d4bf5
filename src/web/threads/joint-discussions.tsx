// The discussions at the table, as a list: what all Parties see.
import { DiscussionList } from './list.tsx'

export function JointDiscussions() {
  return <DiscussionList key="table" zone="table" />
}
