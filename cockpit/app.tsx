import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import type { Session } from '../contract/person.ts'
import type { WallPush } from '../contract/wall.ts'
import type { FigureWish } from '../contract/wall-figures.ts'
import { ApiError } from '../ui/api.ts'
import { WallAge } from '../ui/banner.tsx'
import { syncClock } from '../ui/clock.ts'
import { clockTime } from '../ui/format.ts'
import { connection } from '../ui/live.ts'
import { loadPackWords } from '../ui/pack-words.ts'
import { createQueryClient, QueryRoot } from '../ui/query.tsx'
import { SignIn } from '../ui/sign-in.tsx'
import { whoAmI } from '../ui/who-am-i.ts'
import './cockpit.css'
import './rows/rows.css'
import { CheckUpView } from './check-up/check-up-wall.tsx'
import { follow } from './follow.ts'
import { followArrows } from './keys/arrows.ts'
import { reloadInTime } from './nightly.ts'
import { Overview } from './overview/overview.tsx'
import { Guard } from './panel/guard.tsx'
import { countOpened } from './panel/opened.ts'
import { Standby, type Unread } from './panel/whole.tsx'
import type { Scene } from './play/play.ts'
import { RedBar } from './play/red-bar.tsx'
import { useAnswered } from './play/use-answered.ts'
import { type Playing, usePlay } from './play/use-play.ts'
import { RiskView } from './risk/risk-wall.tsx'
import { readRoute } from './route.ts'
import { Opener } from './rows/opens.tsx'
import { RowsDialog } from './rows/rows-dialog.tsx'
import { PairBox } from './seat/pair-box.tsx'
import { useSeat } from './seat/use-seat.ts'
import { watchDrawing } from './slow.ts'
import { t } from './t.ts'
import { VitalView } from './vital/vital-wall.tsx'
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
  if (scene.screen === 'event' && scene.event)
    return <War key={scene.event} id={scene.event} pushed={playing.showing.why === 'red'} onBack={playing.back} />
  if (scene.screen === 'vital' && scene.vital) return <VitalView code={scene.vital} area={area} demo={demo} />
  if (scene.screen === 'risk') return <RiskView area={area} demo={demo} />
  if (scene.screen === 'check-up') return <CheckUpView area={area} demo={demo} />
  return <Overview area={area} demo={demo} />
}

/** The rows of the figure that was opened last; what the wall shows next closes them, so that they never hide a red event. */
function useRows(scene: Scene | null): [Opened | null, (of: Opened['of'] | null) => void] {
  const at = JSON.stringify(scene)
  const [opened, setOpened] = useState<Opened | null>(null)
  return [opened?.at === at ? opened : null, (of) => setOpened(of && { of, at })]
}
type Opened = { of: FigureWish & { title: string }; at: string }

/** The overview in the place of a picture that cannot be read or drawn; `onShown` names the red one that waits above it. */
function Instead({ what, onRetry, home, demo, onShown }: InsteadProps): ReactNode {
  useEffect(() => {
    onShown(true)
    return () => onShown(false)
  }, [onShown])
  return (
    <>
      <Overview area={home} demo={demo} />
      <p className="play-state unread" role="status">
        {t('scene.unread', { what })}
        <button type="button" className="linkish" onClick={onRetry}>
          {t('panel.retry')}
        </button>
      </p>
    </>
  )
}
type InsteadProps = Unread & { home: string | null; demo: boolean; onShown: (shown: boolean) => void }

/** Whoever stands before a wall reads who put there what it shows, and until when. */
const pushedWords = ({ by, postName, until }: WallPush): string =>
  t('play.pushed', { who: [postName, by].filter(Boolean).join(' '), time: clockTime(until) })

/** Why the wall shows what it shows, in its corner; before all that it does not know of red events. */
function Note({ playing: { showing, push, paused, plays, unread } }: { playing: Playing }): ReactNode {
  const pushed = showing.why === 'pushed'
  const words = unread ? t('play.unread') : pushed ? push && pushedWords(push) : plays && paused ? t('play.paused') : null
  return words && <p className="play-state">{words}</p>
}

function Wall({ demo, toConsole }: { demo: boolean; toConsole: boolean }): ReactNode {
  const [reading, setReading] = useState(false)
  const [unread, setUnread] = useState(false)
  const playing = usePlay(null, reading)
  const { showing, home } = playing
  const { scene, waits, late } = useAnswered(showing.scene, home)
  const [opened, open] = useRows(scene)
  const isReading = opened !== null
  if (isReading !== reading) setReading(isReading)
  const { bar, more } = unread || waits ? playing.above(unread ? null : scene.event) : showing
  const show = (one: Unread) => <Instead {...one} home={home} demo={demo} onShown={setUnread} />
  return (
    <div className={bar ? 'stage barred' : 'stage'}>
      {bar && <RedBar row={bar} more={more} />}
      <Opener.Provider value={open}>
        <Standby.Provider value={{ show, late }}>
          <Guard again={JSON.stringify(scene)} fallback={(_, onRetry) => show({ what: t('scene.this'), onRetry })}>
            <SceneOf scene={scene} home={home} demo={demo} playing={playing} />
          </Guard>
        </Standby.Provider>
        {opened && <RowsDialog key={JSON.stringify(opened.of)} of={opened.of} toConsole={toConsole} onClose={() => open(null)} />}
      </Opener.Provider>
      <Note playing={playing} />
    </div>
  )
}

/** How long ago any question was answered, by the clock the answers are dated with; 0 before the first answer. */
function sinceAnswer(queries: QueryClient): number {
  const newest = Math.max(
    0,
    ...queries
      .getQueryCache()
      .getAll()
      .map(({ state }) => state.dataUpdatedAt),
  )
  return newest === 0 ? 0 : Date.now() - newest
}

/** Acts when a question is refused because nobody knows who asks. Answers how to stop. */
const onRefused = (queries: QueryClient, act: () => void): (() => void) =>
  queries.getQueryCache().subscribe(({ query: { state } }) => {
    if (state.error instanceof ApiError && state.error.status === 401) act()
  })

/** `after`: where the live stream is to begin; a seat is told of none and reads once more when it hears. */
type SignedProps = { demo: boolean; after?: string | null; seat?: boolean; toConsole?: boolean }

/** Everything a wall does while it runs: hears, opens itself anew at night, goes by arrows, counts what is opened. */
function Signed({ demo, after = null, seat = false, toConsole = false }: SignedProps): ReactNode {
  const queries = useQueryClient()
  const over = connection.use().state === 'expired'
  const [refused, setRefused] = useState(false)
  // A seat that was ended shows nothing more at once and says so at the door: told by the line or, where that is down, by the first question that is
  // refused. A person whose session is over keeps the last figures, marked.
  const gone = seat && (over || refused)
  useEffect(() => (seat ? onRefused(queries, () => setRefused(true)) : undefined), [seat, queries])
  useEffect(() => {
    if (gone) location.reload()
  }, [gone])
  const [home] = useState(() => {
    const scene = readRoute(location.hash)
    return scene?.screen === 'overview' ? scene.area : null
  })
  useEffect(() => follow(queries, after), [queries, after])
  useEffect(reloadInTime, [])
  useEffect(watchDrawing, [])
  useEffect(followArrows, [])
  useEffect(() => countOpened(() => home), [home])
  useEffect(loadPackWords, [])
  if (gone) return null
  return (
    <WallAge unanswered={() => sinceAnswer(queries)}>
      <Wall demo={demo} toConsole={toConsole} />
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

/** Nobody is signed in: a person may, or the machine is let in as a wall of its own. */
function Entrance({ onSigned }: { onSigned: (who: Session) => void }): ReactNode {
  const { sitting, ask, failed } = useSeat()
  if (sitting?.state === 'seated') return <Signed demo={sitting.demo} seat />
  return (
    <div className="door">
      <SignIn
        title={t('app.name')}
        note={<PairBox sitting={sitting} onAsk={ask} failed={failed} />}
        app="cockpit"
        permit="cockpit.read"
        onSigned={onSigned}
      />
    </div>
  )
}

function Door(): ReactNode {
  const [who, setWho] = useWho()
  if (who) return <Signed demo={who.demo} after={who.position} toConsole={who.permits.includes('event.read')} />
  if (who === undefined) return <main className="wall" aria-busy="true" />
  return <Entrance onSigned={setWho} />
}

/** The wall: read-only, silent, dark. */
export function Cockpit(): ReactNode {
  return (
    <QueryRoot client={client}>
      <Door />
    </QueryRoot>
  )
}
