import './replay.css'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { type KeyboardEvent, type ReactNode, useMemo } from 'react'
import { caseAt, gradeAt } from '../../../contract/replay.ts'
import type { Replay as Played } from '../../../contract/replay-view.ts'
import { get } from '../../../ui/api.ts'
import { Button } from '../../../ui/button.tsx'
import { CaseTitle } from '../../../ui/case-title.tsx'
import { dateTime } from '../../../ui/format.ts'
import { GradeBadge } from '../../../ui/grade-badge.tsx'
import { Screen } from '../../../ui/screen.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { lang } from '../../../ui/t.ts'
import { Tag } from '../../../ui/tag.tsx'
import { stateWords } from '../../parts/state-words.ts'
import { Clocks } from './clocks.tsx'
import { Devices } from './devices.tsx'
import { LastFacts } from './last-facts.tsx'
import { type Player, type Speed, speeds, stepFrom, usePlayer } from './player.ts'
import { ReplayMap } from './replay-map.tsx'
import { p } from './words.ts'

const replayQuery = (id: string) =>
  queryOptions({
    queryKey: ['replay', id],
    queryFn: ({ signal }) => get<Played>(`/events/${encodeURIComponent(id)}/replay`, undefined, signal),
    staleTime: 60_000,
  })

/** 事件回放: a case played from its facts, on a map and with its clocks; the moment stands in the address. */
export function Replay(): ReactNode {
  const { id } = useParams({ from: '/replay/$id' })
  const query = useQuery(replayQuery(id))
  return (
    <main className="replay" id="content">
      <Screen query={query} title={p('title')}>
        {(played) => <Stage key={played.event.id} played={played} />}
      </Screen>
    </main>
  )
}

function Stage({ played }: { played: Played }): ReactNode {
  const { event, facts, devices } = played
  const navigate = useNavigate({ from: '/replay/$id' })
  const { at: wished } = useSearch({ from: '/replay/$id' })
  const moments = useMemo(() => facts.map((fact) => Date.parse(fact.recordedAt)), [facts])
  const span = useMemo(
    () => ({
      from: Math.min(Date.parse(event.openedAt), moments[0] ?? Number.POSITIVE_INFINITY),
      to: Math.max(Date.parse(event.openedAt), moments.at(-1) ?? 0),
    }),
    [event.openedAt, moments],
  )
  const told = (at: number) => void navigate({ search: { at: new Date(at).toISOString() }, replace: true })
  const player = usePlayer(span, wished ? Date.parse(wished) || span.from : span.from, told)
  const now = caseAt(facts, player.at)
  const grade = gradeAt(facts, player.at, event.grade)
  return (
    <>
      <header className="rp-head">
        <h1>
          {grade && <GradeBadge grade={grade} size={20} />} <CaseTitle title={event.title} />
        </h1>
        <Tag kind="strong">{now.state ? stateWords(now.state) : p('not-yet')}</Tag>
        <span className="meta">{event.no}</span>
        <span className="grow" />
        <Link className="btn" to="/case-file/$id" params={{ id: event.id }}>
          {p('to-file')}
        </Link>
        <Link className="btn" to="/events/$id" params={{ id: event.id }}>
          {p('to-event')}
        </Link>
      </header>
      <Bar player={player} span={span} moments={moments} />
      <div className="rp-body">
        <ReplayMap played={played} at={player.at} grade={grade} />
        <div className="rp-side">
          <Clocks orders={now.orders} at={player.at} unclocked={played.unclocked} />
          <Devices devices={devices} at={player.at} />
        </div>
        <LastFacts facts={facts} at={player.at} cut={played.cut} />
      </div>
    </>
  )
}

type BarProps = { player: Player; span: { from: number; to: number }; moments: readonly number[] }
const minute = 60_000

/** The slider, play and its speed, and from fact to fact; all of it by keys as well. */
function Bar({ player, span, moments }: BarProps): ReactNode {
  const { at, playing, speed, goTo, toggle, setSpeed } = player
  const words = dateTime(new Date(at).toISOString(), at, lang(), true)
  const onKeyDown = (e: KeyboardEvent) => {
    const acts: Record<string, () => void> = {
      ' ': toggle,
      ',': () => goTo(stepFrom(moments, at, -1)),
      '.': () => goTo(stepFrom(moments, at, 1)),
      ArrowLeft: () => goTo(at - minute),
      ArrowRight: () => goTo(at + minute),
      Home: () => goTo(span.from),
      End: () => goTo(span.to),
    }
    const act = acts[e.key]
    if (!act) return
    e.preventDefault()
    act()
  }
  return (
    <div className="rp-bar">
      <div className="row wrap">
        <Button kind="primary" onPress={toggle}>
          {p(playing ? 'pause' : 'play')}
        </Button>
        <Segmented
          label={p('speed')}
          items={speeds.map((one) => ({ id: String(one), label: p(`speed.${one}`) }))}
          value={String(speed)}
          onChange={(id) => setSpeed(Number(id) as Speed)}
        />
        <Button onPress={() => goTo(stepFrom(moments, at, -1))}>{p('before')}</Button>
        <Button onPress={() => goTo(stepFrom(moments, at, 1))}>{p('next')}</Button>
        <b className="b rp-time">{words}</b>
        <span className="meta">{p('keys')}</span>
      </div>
      <div className="rp-slide">
        <input
          type="range"
          aria-label={p('slider')}
          aria-valuetext={words}
          min={span.from}
          max={span.to}
          step={1000}
          value={at}
          onChange={(e) => goTo(Number(e.target.value))}
          onKeyDown={onKeyDown}
        />
        <Ticks moments={moments} span={span} />
      </div>
    </div>
  )
}

/** Where facts lie on the slider. */
function Ticks({ moments, span }: Pick<BarProps, 'moments' | 'span'>): ReactNode {
  const width = Math.max(1, span.to - span.from)
  const places = [...new Set(moments.map((one) => Math.round((1000 * (one - span.from)) / width)))]
  return (
    <svg className="rp-ticks" viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true">
      <path d={places.map((x) => `M${x} 0V8`).join('')} />
    </svg>
  )
}
