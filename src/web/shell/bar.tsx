// The app bar: the product, the SOP and its pages, one's own room, the language, oneself.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, NavLink, useNavigate } from 'react-router'
import { api } from '../api/client.ts'
import type { Sop } from '../api/reads.ts'
import { LANGUAGES, type UiLanguage } from '../words/languages.ts'
import { speak, useLanguage, useWords } from '../words/words.ts'
import { DropMenu } from './drop-menu.tsx'
import { Icon, Mark } from './icons.tsx'
import { leave } from './leave.ts'
import { openShortcuts } from './shortcuts.ts'
import { shortTitle, sopTitle } from './sop-title.ts'
import { words } from './words.ts'
import { useSeat } from './workspace.tsx'

export function Bar({ sop, internal }: { sop: Sop | undefined; internal: boolean }) {
  const t = useWords(words)
  const language = useLanguage()
  const { me } = useSeat()
  return (
    <header className="bar">
      <Link className="mark" to="/">
        <Mark />
        Sandhi
      </Link>
      {sop && (
        <Link
          className="sop"
          to={`/sops/${sop.id}/versions/latest`}
          state={{ newest: true }}
          title={sopTitle(sop, language)}
        >
          <span lang={language}>{shortTitle(sop, language)}</span>
        </Link>
      )}
      <nav aria-label={t('mainNav')}>{sop ? <SopPages sop={sop} /> : <HomePages />}</nav>
      <div className="r">
        {sop && <OurRoom sop={sop} internal={internal} />}
        <LanguageSwitch />
        <Oneself code={me.delegation} name={me.seat || me.name} />
      </div>
    </header>
  )
}

function SopPages({ sop }: { sop: Sop }) {
  const t = useWords(words)
  const base = `/sops/${sop.id}`
  return (
    <>
      <NavLink
        to={`${base}/versions/latest`}
        state={{ newest: true }}
        className={({ isActive }) => (isActive ? 'on' : '')}
      >
        {t('text')}
      </NavLink>
      <NavLink to={`${base}/compare`}>{t('compare')}</NavLink>
      <NavLink to={`${base}/discussions`}>{t('discussions')}</NavLink>
      <NavLink to={`${base}/acts`}>{t('agreement')}</NavLink>
      <NavLink to={`${base}/versions`} end>
        {t('versions')}
      </NavLink>
    </>
  )
}

function HomePages() {
  const t = useWords(words)
  return (
    <>
      <NavLink to="/" end>
        {t('home')}
      </NavLink>
      <NavLink to="/our/delegation">{t('ourRoom')}</NavLink>
      <NavLink to="/our/account">{t('account')}</NavLink>
    </>
  )
}

function OurRoom({ sop, internal }: { sop: Sop; internal: boolean }) {
  const t = useWords(words)
  return (
    <DropMenu
      position="bottom-end"
      width={260}
      target={
        <button
          type="button"
          className="own"
          aria-label={t('ourRoom')}
          aria-current={internal ? 'page' : undefined}
        >
          <Icon sign="lock" />
          <span className="wide">{t('ourRoom')}</span>
          <Icon sign="down" small />
        </button>
      }
    >
      {(Menu) => (
        <>
          <Menu.Item component={Link} to={`/our/sops/${sop.id}/versions/latest`} state={{ newest: true }}>
            {t('ourText')}
          </Menu.Item>
          <Menu.Item component={Link} to={`/our/sops/${sop.id}/discussions`}>
            {t('ourDiscussions')}
          </Menu.Item>
          <Menu.Item component={Link} to="/our/delegation">
            {t('ourMembers')}
          </Menu.Item>
        </>
      )}
    </DropMenu>
  )
}

const NAMES: Readonly<Record<UiLanguage, { short: string; long: string }>> = {
  id: { short: 'ID', long: 'Bahasa Indonesia' },
  th: { short: 'ไทย', long: 'ภาษาไทย' },
  en: { short: 'EN', long: 'English' },
}

/** Switches the language of the screen at once; the choice goes with the member when there is one. */
export function LanguageSwitch({ signedIn = true }: { signedIn?: boolean }) {
  const t = useWords(words)
  const language = useLanguage()
  const cache = useQueryClient()
  const keep = useMutation({
    mutationFn: (chosen: UiLanguage) => api.PATCH('/api/v1/me', { body: { language: chosen } }),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['me'] }),
  })
  return (
    <div className="seg" role="group" aria-label={t('languageOfScreen')}>
      {[...LANGUAGES].sort(byOrder).map((each) => (
        <button
          key={each}
          type="button"
          lang={each}
          title={NAMES[each].long}
          aria-label={NAMES[each].long}
          aria-pressed={each === language}
          onClick={() => {
            speak(each)
            if (signedIn) keep.mutate(each)
          }}
        >
          {NAMES[each].short}
        </button>
      ))}
    </div>
  )
}

const ORDER = ['id', 'th', 'en']
const byOrder = (a: string, b: string) => ORDER.indexOf(a) - ORDER.indexOf(b)

function Oneself({ code, name }: { code: string; name: string }) {
  const t = useWords(words)
  const navigate = useNavigate()
  const cache = useQueryClient()
  return (
    <DropMenu
      position="bottom-end"
      width={240}
      target={
        <button type="button" className="who btn plain">
          <span className={`code ${code}`}>{code}</span>
          <span className="wide">{name}</span>
          <Icon sign="down" small />
        </button>
      }
    >
      {(Menu) => (
        <>
          <Menu.Item component={Link} to="/">
            {t('home')}
          </Menu.Item>
          <Menu.Item component={Link} to="/our/delegation">
            {t('ourMembers')}
          </Menu.Item>
          <Menu.Item component={Link} to="/our/account">
            {t('account')}
          </Menu.Item>
          <Menu.Item onClick={openShortcuts} rightSection={<kbd>?</kbd>}>
            {t('shortcuts')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={() => void leave(cache).then(() => navigate('/sign-in', { replace: true }))}>
            {t('signOut')}
          </Menu.Item>
        </>
      )}
    </DropMenu>
  )
}
