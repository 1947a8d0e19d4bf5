// One step of the way to an act, with its number or its sign.
import type { ReactNode } from 'react'
import { Icon, type Sign } from '../shell/icons.tsx'
import { useFormat } from '../words/format.ts'

export function Step({
  sign,
  number,
  title,
  id,
  children,
}: {
  sign?: Sign
  number?: number
  title: string
  id?: string
  children: ReactNode
}) {
  const format = useFormat()
  return (
    <section className="step" id={id}>
      <span className={sign === 'check' ? 'no ok' : 'no'} aria-hidden="true">
        {sign ? <Icon sign={sign} /> : number !== undefined && format.number(number)}
      </span>
      <div>
        <h2 className="h2">{title}</h2>
        {children}
      </div>
    </section>
  )
}
