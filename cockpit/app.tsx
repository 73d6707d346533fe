import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import type { Session } from '../contract/person.ts'
import { ApiError } from '../ui/api.ts'
import { WallAge } from '../ui/banner.tsx'
import { syncClock } from '../ui/clock.ts'
import { loadPackWords } from '../ui/pack-words.ts'
import { createQueryClient, QueryRoot } from '../ui/query.tsx'
import { SignIn } from '../ui/sign-in.tsx'
import { whoAmI } from '../ui/who-am-i.ts'
import './cockpit.css'
import { CheckUpView } from './check-up/check-up-wall.tsx'
import { follow } from './follow.ts'
import { followArrows } from './keys/arrows.ts'
import { reloadAtFour } from './nightly.ts'
import { Overview } from './overview/overview.tsx'
import type { Scene } from './play/play.ts'
import { RedBar } from './play/red-bar.tsx'
import { type Playing, usePlay } from './play/use-play.ts'
import { RiskView } from './risk/risk-wall.tsx'
import { t } from './t.ts'
import { War } from './war/war.tsx'

const client = createQueryClient()

function SceneOf({
  scene,
  home,
  demo,
  playing,
}: {
  scene: Scene
  home: string | null
  demo: boolean
  playing: Playing
}): ReactNode {
  const area = scene.area ?? home
  if (scene.screen === 'event' && scene.event) {
    const { why, bar } = playing.showing
    return <War key={scene.event} id={scene.event} pushed={why === 'red'} next={bar?.title ?? null} onBack={playing.back} />
  }
  if (scene.screen === 'risk') return <RiskView area={area} demo={demo} />
  if (scene.screen === 'check-up') return <CheckUpView area={area} demo={demo} />
  return <Overview area={area} demo={demo} />
}

function Wall({ who }: { who: Session }): ReactNode {
  const playing = usePlay(null)
  const { showing, home, paused, plays } = playing
  const { scene, bar, why } = showing
  // C2 names the next one in its own foot.
  const named = bar && scene.screen !== 'event' ? bar : null
  return (
    <div className={named ? 'stage barred' : 'stage'}>
      {named && <RedBar row={named} />}
      <SceneOf scene={scene} home={home} demo={who.demo} playing={playing} />
      {plays && (paused || why === 'pushed') && <p className="play-state">{t(paused ? 'play.paused' : 'play.pushed')}</p>}
    </div>
  )
}

function Signed({ who }: { who: Session }): ReactNode {
  const queries = useQueryClient()
  useEffect(() => follow(queries, null), [queries])
  useEffect(reloadAtFour, [])
  useEffect(followArrows, [])
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
