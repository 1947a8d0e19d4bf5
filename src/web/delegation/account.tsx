// To be written.
export function Account() {
  return <main id="content" />
}
