// The margin: discussions at their words.
export function Margin() {
  return <aside className="margin" />
}
