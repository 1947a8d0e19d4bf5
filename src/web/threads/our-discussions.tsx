// The discussions of one's own delegation, as a list: an internal page.
import { DiscussionList } from './list.tsx'

export function OurDiscussions() {
  return <DiscussionList key="room" zone="room" />
}
