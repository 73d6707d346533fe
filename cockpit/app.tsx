import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import type { Session } from '../contract/person.ts'
import { ApiError } from '../ui/api.ts'
import { WallAge } from '../ui/banner.tsx'
import { serverNow, syncClock, useNow } from '../ui/clock.ts'
import { loadPackWords } from '../ui/pack-words.ts'
import { createQueryClient, QueryRoot } from '../ui/query.tsx'
import { SignIn } from '../ui/sign-in.tsx'
import { whoAmI } from '../ui/who-am-i.ts'
import './cockpit.css'
import { redQuery } from './data.ts'
import { follow } from './follow.ts'
import { reloadAtFour } from './nightly.ts'
import { Overview } from './overview/overview.tsx'
import { RiskView } from './risk/risk-wall.tsx'
import { hrefOf, useRoute } from './route.ts'
import { t } from './t.ts'
import { heldMs, nextOf, pushed, queueOf } from './war/push.ts'
import { War } from './war/war.tsx'

const client = createQueryClient()

/** `?push=off` keeps the overview: for a second screen beside the one that shows what is pushed. */
const mayPush = new URLSearchParams(location.search).get('push') !== 'off'

function Wall({ who }: { who: Session }): ReactNode {
  const route = useRoute()
  const [heldUntil, setHeld] = useState(0)
  const reds = useQuery(redQuery(route.area))
  const now = useNow()
  const queue = queueOf(reds.data?.rows ?? [])
  const push = mayPush && !route.event ? pushed(queue, now, heldUntil) : null
  const shown = route.event ?? push?.id ?? null
  const back = () => {
    setHeld(serverNow() + heldMs)
    if (route.event) location.hash = hrefOf({})
  }
  if (shown) return <War key={shown} id={shown} pushed={push !== null} next={nextOf(queue, shown)?.title ?? null} onBack={back} />
  if (route.risk) return <RiskView area={route.area} demo={who.demo} />
  return <Overview area={route.area} demo={who.demo} />
}

function Signed({ who }: { who: Session }): ReactNode {
  const queries = useQueryClient()
  const { area } = useRoute()
  useEffect(() => follow(queries, area), [queries, area])
  useEffect(reloadAtFour, [])
  useEffect(loadPackWords, [])
  return (
    <WallAge>
      <Wall who={who} />
    </WallAge>
  )
}

/** Who is signed in: undefined while unknown, null for nobody. The wall asks again when the network was away at its start. */
function useWho(): [Session | null | undefined, (who: Session) => void] {
  const [who, setWho] = useState<Session | null | undefined>(undefined)
  useEffect(() => {
    if (who !== undefined) return
    const ask = async () => {
      try {
        const session = await whoAmI()
        syncClock(session.now, session.rate)
        setWho(session.permits.includes('cockpit.read') ? session : null)
      } catch (error) {
        if (error instanceof ApiError && error.status === 401) setWho(null)
      }
    }
    void ask()
    const timer = setInterval(ask, 10_000)
    return () => clearInterval(timer)
  }, [who])
  return [who, setWho]
}

function Door(): ReactNode {
  const [who, setWho] = useWho()
  if (who) return <Signed who={who} />
  if (who === undefined) return <main className="wall" aria-busy="true" />
  return (
    <div className="door">
      <SignIn title={t('app.name')} app="cockpit" permit="cockpit.read" onSigned={setWho} />
    </div>
  )
}

/** The wall: read-only, silent, dark. */
export function Cockpit(): ReactNode {
  return (
    <QueryRoot client={client}>
      <Door />
    </QueryRoot>
  )
}
