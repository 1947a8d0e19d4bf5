// To be written.
export function Compare() {
  return <main id="content" />
}
