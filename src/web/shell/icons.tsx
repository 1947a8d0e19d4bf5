// The signs of the workspace, drawn on a grid of 16; each stands beside a word, so none speaks by itself.
import type { ReactNode } from 'react'

const SIGNS = {
  rings: (
    <>
      <circle cx="5.8" cy="8" r="4.3" />
      <circle cx="10.2" cy="8" r="4.3" />
    </>
  ),
  lock: (
    <>
      <rect x="3" y="7" width="10" height="7" rx="1.2" />
      <path d="M5.2 7V5a2.8 2.8 0 0 1 5.6 0v2M8 10v1.5" />
    </>
  ),
  search: (
    <>
      <circle cx="7" cy="7" r="4.3" />
      <path d="M10.3 10.3L14 14" />
    </>
  ),
  down: <path d="M4 6l4 4 4-4" />,
  right: <path d="M6 3.5L10.5 8 6 12.5" />,
  left: <path d="M10 3.5L5.5 8 10 12.5" />,
  print: (
    <>
      <path d="M4.5 6V2.5h7V6M4.5 11.5h-2v-5h11v5h-2" />
      <rect x="4.5" y="9.5" width="7" height="4" />
    </>
  ),
  check: <path d="M3 8.5l3.3 3.3L13 4.8" strokeWidth="2" />,
  screen: (
    <>
      <rect x="2" y="3" width="12" height="8" rx="1" />
      <path d="M8 11v2.5M5.5 13.5h5" />
    </>
  ),
  pen: <path d="M3 13l.8-3.2L10.6 3l2.4 2.4-6.8 6.8z" />,
  list: <path d="M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.2M2.5 8h.2M2.5 12h.2" />,
  undo: <path d="M6 3L3 6l3 3M3 6h6a4 4 0 0 1 0 8H6" />,
  warning: <path d="M8 2.2L14.6 13.6H1.4zM8 6.6v3.2M8 11.6v.2" strokeWidth="1.6" />,
  unsaved: <circle cx="8" cy="8" r="5" strokeDasharray="2.5 2" />,
  saving: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor" />
    </>
  ),
  offline: <path d="M4.5 12.5h7a2.5 2.5 0 0 0 .4-5A4 4 0 0 0 4.6 6.6 3 3 0 0 0 4.5 12.5zM3 3l10 11" />,
  cross: <path d="M4 4l8 8M12 4l-8 8" />,
  plus: <path d="M8 3v10M3 8h10" />,
  minus: <path d="M3 8h10" />,
  moved: <path d="M5 13V3M2.5 5.5L5 3l2.5 2.5M11 3v10M8.5 10.5L11 13l2.5-2.5" />,
  becomes: <path d="M2.5 8h11M9.5 4l4 4-4 4" />,
  clock: (
    <>
      <circle cx="8" cy="8" r="5.7" />
      <path d="M8 4.8V8l2.2 1.5" />
    </>
  ),
  shield: (
    <>
      <path d="M8 1.8l5 1.8v4.2c0 3.2-2.2 5.3-5 6.4-2.8-1.1-5-3.2-5-6.4V3.6z" />
      <path d="M5.6 8l1.7 1.7L10.6 6.3" />
    </>
  ),
  globe: (
    <>
      <circle cx="8" cy="8" r="5.7" />
      <path d="M2.5 8h11M8 2.3c4 3.6 4 7.8 0 11.4M8 2.3c-4 3.6-4 7.8 0 11.4" />
    </>
  ),
  discuss: <path d="M2.5 3.5h11v7.5h-6L4.5 13.5V11h-2z" />,
  key: (
    <>
      <circle cx="5" cy="8" r="2.8" />
      <path d="M7.8 8H14M12 8v2.4" />
    </>
  ),
  agreed: (
    <>
      <circle cx="8" cy="8" r="6.6" fill="#17603A" stroke="#17603A" />
      <path d="M4.8 8.3l2.2 2.2 4.2-4.6" stroke="#fff" strokeWidth="1.9" />
    </>
  ),
  adReferendum: (
    <>
      <circle cx="8" cy="8" r="6.1" stroke="#17603A" strokeWidth="1.8" />
      <path d="M4.8 8.3l2.2 2.2 4.2-4.6" stroke="#17603A" strokeWidth="1.9" />
    </>
  ),
  earlier: (
    <>
      <path d="M3 5.3A5.9 5.9 0 1 1 2.2 9.2M3 2v3.4h3.4" stroke="#434C59" strokeWidth="1.6" />
      <path d="M5.4 8.4l1.9 1.9 3.4-3.8" stroke="#434C59" strokeWidth="1.6" />
    </>
  ),
  refused: (
    <>
      <path d="M8 .9L15.1 8 8 15.1.9 8z" fill="#9E1616" stroke="#9E1616" />
      <path d="M5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6" stroke="#fff" strokeWidth="1.7" />
    </>
  ),
  none: <circle cx="8" cy="8" r="6" stroke="#5A6370" strokeDasharray="2.4 2.2" strokeWidth="1.5" />,
  people: (
    <>
      <circle cx="6" cy="5.5" r="2.5" />
      <path d="M1.8 13.5a4.2 4.2 0 0 1 8.4 0M10.5 3.3a2.5 2.5 0 0 1 0 4.5M12 9.6a4.2 4.2 0 0 1 2.3 3.9" />
    </>
  ),
  menu: <path d="M2.5 4h11M2.5 8h11M2.5 12h11" />,
} as const satisfies Record<string, ReactNode>

export type Sign = keyof typeof SIGNS

export function Icon({ sign, small }: { sign: Sign; small?: boolean }) {
  return (
    <svg className={small ? 'i s' : 'i'} viewBox="0 0 16 16" aria-hidden="true">
      {SIGNS[sign]}
    </svg>
  )
}

/** The strip's sign: two rings where all see it, a padlock where only we do. */
export function ZoneSign({ internal }: { internal: boolean }) {
  return (
    <svg className="i" viewBox="0 0 26 18" aria-hidden="true">
      {internal ? (
        <>
          <rect x="6" y="7.6" width="14" height="9.4" rx="1.4" />
          <path d="M9 7.6V5.4a4 4 0 0 1 8 0v2.2M13 11v2.6" />
        </>
      ) : (
        <>
          <circle cx="9" cy="9" r="7" />
          <circle cx="17" cy="9" r="7" />
        </>
      )}
    </svg>
  )
}

export function Mark() {
  return (
    <svg viewBox="0 0 22 22" aria-hidden="true" fill="none" stroke="#0B4A60" strokeWidth="3">
      <path d="M9 2H3v18h6M13 2h6v18h-6M8 11h6" />
    </svg>
  )
}
