// Any two versions: each from a list or by a slider along the line of versions.
import { useId, useState } from 'react'
import { useNavigate } from 'react-router'
import type { VersionHead } from '../api/reads.ts'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/words.ts'
import type { Pair } from './pair.ts'
import { words } from './words.ts'

export function Chooser({
  versions,
  pair,
  base,
}: {
  versions: readonly VersionHead[]
  pair: Pair
  base: string
}) {
  const t = useWords(words)
  const navigate = useNavigate()
  const open = ({ from, to }: Pair) => void navigate(`${base}/${from}/${to}`)
  return (
    <div className="chooser">
      <Choice
        label={t('fromVersion')}
        versions={versions}
        shown={pair.from}
        choose={(from) => open({ ...pair, from })}
      />
      <Choice
        label={t('toVersion')}
        versions={versions}
        shown={pair.to}
        choose={(to) => open({ ...pair, to })}
      />
    </div>
  )
}

function Choice({
  label,
  versions,
  shown,
  choose,
}: {
  label: string
  versions: readonly VersionHead[]
  shown: number
  choose: (number: number) => void
}) {
  const t = useWords(words)
  const { date } = useFormat()
  const id = useId()
  const [dragged, drag] = useState<number>()
  const number = dragged ?? shown
  const settle = () => {
    if (dragged !== undefined && dragged !== shown) choose(dragged)
    drag(undefined)
  }
  return (
    <div className="choice">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={number} onChange={({ target }) => choose(Number(target.value))}>
        {versions.map(({ number: each, by, time }) => (
          <option key={each} value={each}>
            {`${t('version', { number: each })} · ${by} · ${date(time, 'short')}`}
          </option>
        ))}
      </select>
      <input
        type="range"
        aria-label={label}
        aria-valuetext={t('version', { number })}
        min={1}
        max={Math.max(...versions.map((each) => each.number))}
        value={number}
        onChange={({ target }) => drag(Number(target.value))}
        onPointerUp={settle}
        onKeyUp={settle}
        onBlur={settle}
      />
    </div>
  )
}
