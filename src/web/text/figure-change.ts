// A figure that says something else now: what both values end with is said once. Pure.

export interface FigureChange {
  readonly before: string
  readonly old: string
  readonly now: string
  readonly after: string
}

/** "[10 days]" and "[7 days]" are `[`, 10, 7, ` days]`. */
export function figureChange(old: string, now: string): FigureChange {
  const open = old.startsWith('[') && now.startsWith('[') ? '[' : ''
  const space = old.indexOf(' ')
  const end = space < 0 ? '' : old.slice(space)
  if (end === '' || now.length <= end.length || !now.endsWith(end)) return { before: '', old, now, after: '' }
  return {
    before: open,
    old: old.slice(open.length, -end.length),
    now: now.slice(open.length, -end.length),
    after: end,
  }
}
