// The full-width bar while the service does not answer: reading and writing go on.
import { useEffect, useRef, useState } from 'react'
import { askAgain, useConnection } from '../api/connection.ts'
import { queries } from '../api/queries.ts'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/words.ts'
import { Icon } from './icons.tsx'
import { words } from './words.ts'

export function OfflineBar() {
  const t = useWords(words)
  const { time } = useFormat()
  const { reached, since } = useConnection()
  const [back, setBack] = useState(false)
  const was = useRef(reached)
  useEffect(() => {
    if (was.current === reached) return
    was.current = reached
    setBack(reached)
    if (!reached) return
    void queries.invalidateQueries()
    const timer = setTimeout(() => setBack(false), 6_000)
    return () => clearTimeout(timer)
  }, [reached])
  return (
    <div role="status" className={reached ? undefined : 'offbar'}>
      {!reached && (
        <>
          <Icon sign="offline" />
          <span>
            <b>{t('noConnection', { time: since === undefined ? '' : time(since) })}</b> {t('goOn')}
          </span>
          <button type="button" className="btn" onClick={() => void askAgain()}>
            {t('tryNow')}
          </button>
        </>
      )}
      {reached && back && <span className="vh">{t('backAgain')}</span>}
    </div>
  )
}
