import { useQueryClient } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useEffect, useState, useSyncExternalStore } from 'react'
import type { Session } from '../../contract/person.ts'
import { ApiError } from '../../ui/api.ts'
import { setDemoSession } from '../../ui/ask.ts'
import { Button } from '../../ui/button.tsx'
import { syncClock } from '../../ui/clock.ts'
import { freshen } from '../../ui/freshen.ts'
import { openLive } from '../../ui/live.ts'
import { PhoneFrame } from '../../ui/phone-frame.tsx'
import { BigLettersSwitch, LangSwitch, ThemeSwitch } from '../../ui/preferences.tsx'
import { createQueryClient, QueryRoot } from '../../ui/query.tsx'
import { Loading, useTitle } from '../../ui/screen.tsx'
import { endSession } from '../../ui/sign-out.ts'
import { acceptRed, soundRed } from '../../ui/sound.ts'
import { SoundControl } from '../../ui/sound-control.tsx'
import { toast } from '../../ui/toast.tsx'
import { whoAmI } from '../../ui/who-am-i.ts'
import '../field.css'
import './leader.css'
import { FigureRows } from './figure-rows.tsx'
import { figureOf } from './figures.ts'
import { l } from './messages.ts'
import { leaderKey, Now } from './now.tsx'
import { tabs } from './tabs.ts'

const SignIn = lazy(() => import('../../ui/sign-in.tsx').then(({ SignIn }) => ({ default: SignIn })))

const client = createQueryClient()
/** Facts come in bursts; the numbers are read once for all of them. */
const calmMs = 500

function useFollow(after: string): void {
  const queries = useQueryClient()
  useEffect(() => {
    const live = openLive({}, after)
    let timer: ReturnType<typeof setTimeout> | undefined
    const stale = () => {
      timer ??= setTimeout(() => {
        timer = undefined
        void freshen(queries, { queryKey: leaderKey })
      }, calmMs)
    }
    for (const noun of ['event', 'work-order', 'check']) live.on(`${noun}.*`, stale)
    live.on('reload', stale)
    live.on('event.opened', ({ body }) => {
      if (body.grade !== 'extraordinary') return
      soundRed(String(body.event))
      toast({ words: l('fresh', { title: String(body.title) }) })
    })
    live.on('work-order.accepted', ({ body }) => acceptRed(String(body.event)))
    live.on('clock', (fact) => {
      const { now, rate } = fact as unknown as { now?: string; rate?: number }
      if (now) syncClock(now, rate)
    })
    return () => {
      clearTimeout(timer)
      live.close()
    }
  }, [queries, after])
}

function Me({ who, onLeave }: { who: Session; onLeave: () => void }): ReactNode {
  useTitle(l('tab.me'))
  return (
    <PhoneFrame queues={false} title={l('tab.me')} tabs={tabs()} current="me">
      <section className="card col me">
        <h2>{who.person.name}</h2>
        <p>
          {who.unit.name} · {who.post.name}
        </p>
      </section>
      <section className="card col me">
        <ThemeSwitch />
        <BigLettersSwitch />
        <LangSwitch />
      </section>
      <section className="card col me">
        <p className="t2">{l('sound')}</p>
        <SoundControl />
      </section>
      <section className="card col me">
        <Button onPress={onLeave}>{l('leave')}</Button>
      </section>
    </PhoneFrame>
  )
}

const watch = (onChange: () => void) => {
  window.addEventListener('hashchange', onChange)
  return () => window.removeEventListener('hashchange', onChange)
}

function Signed({ who, onLeave }: { who: Session; onLeave: () => void }): ReactNode {
  useFollow(who.position)
  const hash = useSyncExternalStore(watch, () => location.hash)
  const figure = figureOf(hash)
  if (figure) return <FigureRows key={figure} figure={figure} />
  return hash.startsWith('#/me') ? <Me who={who} onLeave={onLeave} /> : <Now />
}

function Door(): ReactNode {
  const [who, setWho] = useState<Session | null | undefined>(undefined)
  useEffect(() => {
    const known = (session: Session) => {
      syncClock(session.now, session.rate)
      setWho(session.permits.includes('leader.read') ? session : null)
    }
    whoAmI().then(known, (error) => setWho(error instanceof ApiError && error.status === 0 ? undefined : null))
  }, [])
  const leave = async () => {
    const next = await endSession().catch(() => null)
    setDemoSession(null)
    client.clear()
    setWho(null)
    if (next) location.assign(next)
  }
  if (who) return <Signed who={who} onLeave={() => void leave()} />
  if (who === undefined) return <Loading />
  return <SignIn title={l('app')} app="leader" permit="leader.read" onSigned={setWho} />
}

/** The leader's phone: three numbers, who is on it, call or urge. */
export function LeaderApp(): ReactNode {
  return (
    <QueryRoot client={client}>
      <Suspense fallback={<Loading />}>
        <Door />
      </Suspense>
    </QueryRoot>
  )
}
