// To be written.
export function NewSop() {
  return <main id="content" />
}
