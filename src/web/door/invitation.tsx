// To be written.
export function Invitation() {
  return <main id="content" />
}
