// The pages of an SOP at the foot of a narrow screen.
import { NavLink } from 'react-router'
import type { Sop } from '../api/reads.ts'
import { useWords } from '../words/words.ts'
import { Icon } from './icons.tsx'
import { words } from './words.ts'

export function Dock({ sop, internal }: { sop: Sop; internal: boolean }) {
  const t = useWords(words)
  const base = `/sops/${sop.id}`
  return (
    <nav className="dock noprint" aria-label={t('menu')}>
      <NavLink to={`${base}/versions/latest`}>
        <Icon sign="list" />
        {t('text')}
      </NavLink>
      <NavLink to={`${base}/discussions`}>
        <Icon sign="discuss" />
        {t('discussions')}
      </NavLink>
      <NavLink to={`${base}/compare`}>
        <Icon sign="moved" />
        {t('compare')}
      </NavLink>
      <NavLink to={`/our${base}/versions/latest`} aria-current={internal ? 'page' : undefined}>
        <Icon sign="lock" />
        {t('internal')}
      </NavLink>
    </nav>
  )
}
