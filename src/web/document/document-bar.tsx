// The bar above the paper: which version, which languages, what is new, printing.
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { readVersions } from '../api/reads.ts'
import { DropMenu } from '../shell/drop-menu.tsx'
import { Icon } from '../shell/icons.tsx'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/words.ts'
import { NEWEST } from './held.ts'
import { SHORT_NAMES } from './languages.ts'
import type { OpenText } from './open-text.ts'
import { useRoomView } from './room-view.ts'
import { words } from './words.ts'

export function DocumentBar({ open }: { open: OpenText }) {
  const t = useWords(words)
  const { sop, version, zone, standing } = open
  const [large, setLarge] = useRoomView()
  const late = version.number < sop.head.number
  // What came since the page was opened is told at its foot; here nothing changes by itself.
  const newest = standing ? version.number : sop.head.number
  const news = sop.visited === undefined ? 0 : newest - sop.visited
  return (
    <>
      <VersionPicker open={open} />
      {standing ? (
        <span className="q">{t(late ? 'asOpened' : 'current')}</span>
      ) : (
        <span className="q">
          {t('earlier', { number: sop.head.number })}{' '}
          <Link
            className="lnk"
            to={`${zone === 'room' ? '/our' : ''}/sops/${sop.id}/versions/latest`}
            state={NEWEST}
          >
            {t('openCurrent')}
          </Link>
        </span>
      )}
      <span className="sep" />
      <LanguageChoice open={open} />
      {news > 0 && (
        <Link className="lnk" to={`/sops/${sop.id}/compare/${sop.visited}/${newest}`}>
          {t('changesSince', { count: news })}
        </Link>
      )}
      <span className="grow" />
      <button type="button" className="btn wide" aria-pressed={large} onClick={() => setLarge(!large)}>
        <Icon sign="screen" />
        {t(large ? 'leaveRoom' : 'showInRoom')}
      </button>
      <button type="button" className="btn" onClick={() => window.print()}>
        <Icon sign="print" />
        {t('print')}
      </button>
    </>
  )
}

function VersionPicker({ open: { sop, version, zone } }: { open: OpenText }) {
  const t = useWords(words)
  const { date } = useFormat()
  const versions = useQuery(readVersions(sop.id))
  const base = `${zone === 'room' ? '/our' : ''}/sops/${sop.id}/versions`
  return (
    <DropMenu
      position="bottom-start"
      width={340}
      className="versions-menu"
      target={
        <button type="button" className="kind btn plain" title={t('chooseVersion')}>
          {t('version', { number: version.number })}
          <Icon sign="down" small />
        </button>
      }
    >
      {(Menu) => (
        <>
          {versions.data?.map(({ number, by, time }) => (
            <Menu.Item key={number} component={Link} to={`${base}/${number}`}>
              {t('version', { number })} <span className="q">{`${by} · ${date(time, 'short')}`}</span>
            </Menu.Item>
          ))}
        </>
      )}
    </DropMenu>
  )
}

function LanguageChoice({ open: { order, languages, columns, choose } }: { open: OpenText }) {
  const t = useWords(words)
  const toggle = (code: string) => {
    if (columns === 1) return choose([code])
    const next = languages.includes(code) ? languages.filter((each) => each !== code) : [...languages, code]
    if (next.length > 0) choose(next.length > columns ? next.slice(-columns) : next)
  }
  return (
    <>
      <span className="q wide">{t('sideBySide')}</span>
      <div className="seg" role="group" aria-label={t('languagesShown')}>
        {order.map((code) => (
          <button
            key={code}
            type="button"
            lang={code}
            aria-pressed={languages.includes(code)}
            onClick={() => toggle(code)}
          >
            {SHORT_NAMES[code] ?? code}
          </button>
        ))}
      </div>
    </>
  )
}
