// The number that ties words and card.
export function Badge(_: { thread: string }) {
  return null
}
