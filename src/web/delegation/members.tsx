// To be written.
export function Members() {
  return <main id="content" />
}
