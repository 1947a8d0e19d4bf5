// The members of one's own delegation: seats and roles, invitations, hand-over. Administrators change, others read.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { readMembers, readSops } from '../api/reads.ts'
import { Icon } from '../shell/icons.tsx'
import { Page } from '../shell/page.tsx'
import { ProblemNotice } from '../shell/problem.tsx'
import { shortTitle } from '../shell/sop-title.ts'
import { Waiting } from '../shell/waiting.tsx'
import { useSeat } from '../shell/workspace.tsx'
import { useFormat } from '../words/format.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { changeMember, inviteAgain, type Member } from './change-member.ts'
import { HandOver } from './hand-over.tsx'
import { Invited, type Shown } from './invited.tsx'
import { MemberForm } from './member-form.tsx'
import { words as roleWords } from './role-words.ts'
import { Webhooks } from './webhooks.tsx'
import { words } from './words.ts'

type Act = 'change' | 'hand' | 'invite' | 'end' | 'readmit'
type Doing = { readonly act: 'add' } | { readonly act: Act; readonly member: Member }

const isIn = ({ active, until }: Member) =>
  active && (until === undefined || until > new Date().toISOString())

export function Members() {
  const t = useWords(words)
  const { me, has } = useSeat()
  const members = useQuery(readMembers(me.delegation))
  const [doing, setDoing] = useState<Doing>()
  const [shown, setShown] = useState<Shown>()
  const [said, setSaid] = useState('')
  const opener = useRef<HTMLElement | null>(null)
  const administers = has('administrator')
  const begin = (next: Doing) => {
    opener.current = document.activeElement as HTMLElement | null
    setSaid('')
    setDoing(next)
  }
  const close = () => {
    setDoing(undefined)
    // Back to where one was, or to the top when that is gone.
    requestAnimationFrame(() => opener.current?.isConnected && opener.current.focus())
  }
  if (!members.data) {
    return (
      <Page zone="internal" title={t('title')}>
        {members.error ? (
          <main className="failed" id="content">
            <ProblemNotice error={members.error} again={() => void members.refetch()} />
          </main>
        ) : (
          <Waiting />
        )}
      </Page>
    )
  }
  const present = members.data.filter(isIn)
  const gone = members.data.filter((member) => !isIn(member))
  const form = doing && doing.act !== 'add' ? doing : undefined
  const others = present.filter(({ id }) => id !== form?.member.id)
  return (
    <Page zone="internal" title={t('title')}>
      <main className={shown ? 'people printing' : 'people'} id="content">
        <header>
          <h1 className="h1">{t('title')}</h1>
          <span className="grow" />
          {administers && !doing && (
            <button type="button" className="btn" onClick={() => begin({ act: 'add' })}>
              <Icon sign="plus" />
              {t('add')}
            </button>
          )}
        </header>
        <p className="q">
          {t('ours')} {!administers && t('onlyAdministrators')}
        </p>
        <p role="status" className={said === '' ? 'vh' : 'b'}>
          {said}
        </p>
        {shown && <Invited shown={shown} close={() => setShown(undefined)} />}
        {doing?.act === 'add' && <MemberForm invited={setShown} close={close} />}
        {form?.act === 'change' && (
          <MemberForm key={form.member.id} member={form.member} invited={setShown} close={close} />
        )}
        {form?.act === 'hand' && (
          <HandOver
            key={form.member.id}
            member={form.member}
            others={others}
            invited={setShown}
            done={setSaid}
            close={close}
          />
        )}
        {form && form.act !== 'change' && form.act !== 'hand' && (
          <OneAct
            key={form.act + form.member.id}
            act={form.act}
            member={form.member}
            invited={setShown}
            done={setSaid}
            close={close}
          />
        )}
        <List title={t('members')} members={present} act={administers ? begin : undefined} />
        {gone.length > 0 && <List title={t('ended')} members={gone} act={administers ? begin : undefined} />}
        {administers && <Webhooks />}
      </main>
    </Page>
  )
}

/** An act of one button, asked once more before it is done. */
function OneAct({
  act,
  member,
  invited,
  done,
  close,
}: {
  act: 'invite' | 'end' | 'readmit'
  member: Member
  invited: (shown: Shown) => void
  done: (said: string) => void
  close: () => void
}) {
  const t = useWords(words)
  const { me } = useSeat()
  const cache = useQueryClient()
  const { name, login, id } = member
  const go = useMutation({
    mutationFn: async () => {
      if (act === 'invite') invited({ ...(await inviteAgain(me.delegation, id)), name, login })
      else await changeMember(me.delegation, member, { active: act === 'readmit' })
    },
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['members'] })
      if (act !== 'invite') done(t('changed'))
      close()
    },
  })
  const first = useRef<HTMLButtonElement>(null)
  useEffect(() => first.current?.focus(), [])
  const label = act === 'invite' ? 'makeInvitation' : act === 'end' ? 'endOf' : 'readmitOf'
  return (
    <section className="panel p" aria-labelledby="one-act">
      <h2 className="h2" id="one-act">
        {`${t(act === 'invite' ? 'inviteAgain' : act)}: ${name}`}
      </h2>
      {act === 'invite' && <p>{t('inviteExplained')}</p>}
      {act === 'end' && <p>{t('leavesExplained')}</p>}
      <ProblemNotice error={go.error} />
      <div className="row">
        <button
          type="button"
          className="btn n"
          ref={first}
          disabled={go.isPending}
          onClick={() => go.mutate()}
        >
          <Icon sign="lock" />
          {t(label, { name })}
        </button>
        <button type="button" className="btn" onClick={close}>
          {t('cancel')}
        </button>
      </div>
    </section>
  )
}

function List({
  title,
  members,
  act,
}: {
  title: string
  members: readonly Member[]
  act: ((doing: Doing) => void) | undefined
}) {
  const t = useWords(words)
  return (
    <section className="panel p">
      <h2 className="h2">{title}</h2>
      <table className="tbl" aria-label={title}>
        <thead>
          <tr>
            <th scope="col">{t('name')}</th>
            <th scope="col">{t('roles')}</th>
            <th scope="col">{t('state')}</th>
            {act && <th scope="col">{t('acts')}</th>}
          </tr>
        </thead>
        <tbody>
          {members.map((member) => (
            <Row key={member.id} member={member} act={act} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Row({ member, act }: { member: Member; act: ((doing: Doing) => void) | undefined }) {
  const t = useWords(words)
  const role = useWords(roleWords)
  const language = useLanguage()
  const { me } = useSeat()
  const { date } = useFormat()
  const sops = useQuery(readSops())
  const placed = ({ role: held, sop }: Member['roles'][number]) => {
    const found = sops.data?.find(({ id }) => id === sop)
    return sop === '*'
      ? role(held)
      : `${role(held)} (${found ? t('oneSop', { title: shortTitle(found, language) }) : sop.slice(0, 8)})`
  }
  const own = member.id === me.member
  const acts: readonly Act[] = isIn(member)
    ? own
      ? ['change', 'hand']
      : ['change', 'hand', 'invite', 'end']
    : ['readmit']
  const names = {
    change: 'change',
    hand: 'handOver',
    invite: 'inviteAgain',
    end: 'end',
    readmit: 'readmit',
  } as const
  return (
    <tr>
      <th scope="row">
        <span className="b">{member.name}</span>
        {own && <span className="q"> ({t('you')})</span>}
        <div className="q">{[member.seat, member.login].filter(Boolean).join(' · ')}</div>
      </th>
      <td>{member.roles.map((held) => placed(held)).join(', ')}</td>
      <td>
        {isIn(member) ? t(member.joined ? 'active' : 'notJoined') : t('over')}
        {member.until !== undefined && (
          <div className="q">{t('memberUntil', { date: date(member.until, 'short') })}</div>
        )}
      </td>
      {act && (
        <td className="acts">
          <div className="row">
            {acts.map((each) => (
              <button
                key={each}
                type="button"
                className="lnk"
                aria-label={`${t(names[each])}: ${member.name}`}
                onClick={() => act({ act: each, member })}
              >
                {t(names[each])}
              </button>
            ))}
          </div>
        </td>
      )}
    </tr>
  )
}
