// Where cards stand in the margin: at their words, pushed down by each other, the focused one exactly. Pure.

export interface Wanting {
  readonly id: string
  /** where its words stand, in pixels from the top of the margin */
  readonly wanted: number
  readonly height: number
}

/**
 * Tops of cards in the order given. None overlap; the focused one stands at its words wherever those before it leave
 * room below the top of the margin.
 */
export function layCards(
  cards: readonly Wanting[],
  focused: string | undefined,
  gap: number,
): Map<string, number> {
  const tops: number[] = []
  const down = (from: number) => {
    for (let at = from; at < cards.length; at += 1) {
      const before = at === 0 ? 0 : tops[at - 1]! + cards[at - 1]!.height + gap
      tops[at] = Math.max(before, cards[at]!.wanted, 0)
    }
  }
  down(0)
  const at = cards.findIndex(({ id }) => id === focused)
  if (at >= 0) {
    const above = cards.slice(0, at).reduce((sum, { height }) => sum + height + gap, 0)
    tops[at] = Math.max(above, cards[at]!.wanted, 0)
    for (let place = at - 1; place >= 0; place -= 1)
      tops[place] = Math.min(tops[place]!, tops[place + 1]! - gap - cards[place]!.height)
    down(at + 1)
  }
  return new Map(cards.map(({ id }, place) => [id, tops[place]!]))
}
