// To be written.
export function JointDiscussions() {
  return <main id="content" />
}
