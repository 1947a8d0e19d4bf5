// To be written.
export function Versions() {
  return <main id="content" />
}
