// To be written.
export function OurDiscussions() {
  return <main id="content" />
}
