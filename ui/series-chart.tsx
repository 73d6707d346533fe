import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { freeSide, type Label, linePath, niceTicks, type Point } from './chart-scale.ts'
import { clockTime, NONE, number } from './format.ts'
import { t } from './t.ts'

export type Limit = { value: number; words: string; strong?: boolean }
export type Mark = { at: number; words: string }

export type SeriesChartProps = {
  /** the finding, in one sentence: "甲烷 10 分钟内由 8 升至 52 %LEL，正常低于 20"; read out and used as the caption of the table */
  finding: string
  points: readonly Point[]
  unit: string
  /** normal range, drawn as a grey band */
  band?: readonly [low: number, high: number]
  /** thresholds: dashed lines with words; `strong` for the highest */
  limits?: readonly Limit[]
  /** things that happened: dotted vertical lines with words ("09:33 风机自启") */
  marks?: readonly Mark[]
  height?: number
  /** stands under the picture, left of the button that turns it into a table */
  foot?: ReactNode
  /** the time of a point in the table, e.g. as a link to what was made of it */
  timeOf?: (at: number) => ReactNode
}

const LEFT = 36
const RIGHT = 10
const TOP = 12
const BOTTOM = 20
/** A curve is at least this long (ms): one reading alone stands at the right, where "now" is. */
const SHORTEST = 60_000
/** Under this length (ms) the axis needs seconds, or its ends read alike. */
const SECONDS_UNDER = 5 * 60_000

function useWidth(): readonly [React.RefObject<HTMLDivElement | null>, number] {
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(480)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const watcher = new ResizeObserver(() => setWidth(Math.max(220, Math.round(element.clientWidth))))
    watcher.observe(element)
    return () => watcher.disconnect()
  }, [])
  return [box, width]
}

type Scale = {
  x: (at: number) => number
  y: (value: number) => number
  ticks: number[]
  from: number
  to: number
  right: number
  bottom: number
}

function scaleOf({ points, band, limits = [], height = 176 }: SeriesChartProps, width: number): Scale {
  const values = [...points.flatMap((p) => (p.value === null ? [] : [p.value])), ...limits.map((l) => l.value), ...(band ?? [])]
  const ticks = niceTicks(Math.min(...values), Math.max(...values))
  const [low, high] = [ticks[0] ?? 0, ticks.at(-1) ?? 1]
  const to = points.at(-1)?.at ?? SHORTEST
  const from = Math.min(points[0]?.at ?? 0, to - SHORTEST)
  const [right, bottom] = [width - RIGHT, height - BOTTOM]
  const x = (at: number) => LEFT + ((at - from) / Math.max(1, to - from)) * (right - LEFT)
  const y = (value: number) => TOP + ((high - value) / (high - low)) * (bottom - TOP)
  return { x, y, ticks, from, to, right, bottom }
}

/** In a band too narrow for words they stand above it, where the curve does not strike them through. */
const bandWords = (s: Scale, band: readonly [number, number]): number =>
  s.y(band[0]) - s.y(band[1]) < 15 ? s.y(band[1]) - 4 : s.y(band[0]) - 7

function Ground({ s, band }: { s: Scale; band: readonly [number, number] | undefined }): ReactNode {
  return (
    <>
      {band && (
        <rect
          x={LEFT}
          y={s.y(band[1])}
          width={s.right - LEFT}
          height={Math.max(1, s.y(band[0]) - s.y(band[1]))}
          fill="var(--band)"
        />
      )}
      {s.ticks.map((tick) => (
        <g key={tick}>
          <text x={LEFT - 6} y={s.y(tick) + 4} textAnchor="end" className="ax">
            {number(tick)}
          </text>
          <path d={`M${LEFT} ${s.y(tick)}H${s.right}`} stroke="var(--line)" />
        </g>
      ))}
    </>
  )
}

function BandWords({ s, band, placed }: { s: Scale; band: readonly [number, number]; placed: readonly Label[] }): ReactNode {
  const y = bandWords(s, band)
  const isRight = freeSide(y, placed) === 'right'
  return (
    <text x={isRight ? s.right - 10 : LEFT + 6} y={y} textAnchor={isRight ? 'end' : 'start'} className="ax halo">
      {t('chart.normal', { low: number(band[0]), high: number(band[1]) })}
    </text>
  )
}

/** Words of two lines nearer than this (px) would lie on each other: every second one goes to the right, under its own line. */
const WORDS_HIGH = 16

/** The first lines of words of what happened take this much of the top (px): words of a limit there stand under its line. */
const MARKS_HIGH = 34

/** Where something happened early the left is full of its words; those of the limits then stand at the right. */
const isLeftFull = (s: Scale, marks: readonly Mark[]): boolean => marks.some((m) => m.at >= s.from && s.x(m.at) < LEFT + CROWDED)

type Placed = Label & { limit: Limit }

/** Where the words of each limit stand. */
function placeLimits(s: Scale, limits: readonly Limit[], marks: readonly Mark[]): Placed[] {
  const sorted = limits.toSorted((a, b) => b.value - a.value)
  const crowded = new Set<Limit>()
  sorted.forEach((limit, i) => {
    const above = sorted[i - 1]
    if (above && !crowded.has(above) && s.y(limit.value) - s.y(above.value) < WORDS_HIGH) crowded.add(limit)
  })
  const swapped = isLeftFull(s, marks)
  return sorted.map((limit) => {
    const isBelow = crowded.has(limit) || s.y(limit.value) < TOP + MARKS_HIGH
    return { limit, right: crowded.has(limit) !== swapped, y: s.y(limit.value) + (isBelow ? 12 : -5) }
  })
}

function Limits({ s, placed }: { s: Scale; placed: readonly Placed[] }): ReactNode {
  return placed.map(({ limit, right, y }) => (
    <g key={limit.words}>
      <path
        d={`M${LEFT} ${s.y(limit.value)}H${s.right}`}
        stroke={limit.strong ? 'var(--text)' : 'var(--text-2)'}
        strokeDasharray={limit.strong ? '5 3' : '2 3'}
      />
      <text
        x={right ? s.right - 6 : LEFT + 6}
        y={y}
        textAnchor={right ? 'end' : 'start'}
        className={limit.strong ? 'ax k halo' : 'ax halo'}
      >
        {limit.words}
      </text>
    </g>
  ))
}

/** Words of a mark take about this much of their line (px); what would run into others goes one line down. */
const CROWDED = 100
const LINE_HIGH = 14
const MARK_LINES = 3

function Marks({ s, marks }: { s: Scale; marks: readonly Mark[] }): ReactNode {
  const inside = marks.filter((m) => m.at >= s.from && m.at <= s.to).toSorted((a, b) => a.at - b.at)
  const ends = Array<number>(MARK_LINES).fill(Number.NEGATIVE_INFINITY)
  return inside.map((mark) => {
    const x = s.x(mark.at)
    const late = x > s.right - 90
    const begins = late ? x - CROWDED : x
    const free = ends.findIndex((end) => end <= begins)
    const line = free < 0 ? ends.indexOf(Math.min(...ends)) : free
    ends[line] = begins + CROWDED
    return (
      <g key={`${mark.at}${mark.words}`}>
        <path d={`M${x} ${TOP}V${s.bottom}`} stroke="var(--line-control)" strokeDasharray="1 3" />
        <text x={x + (late ? -5 : 5)} y={TOP + 4 + line * LINE_HIGH} textAnchor={late ? 'end' : 'start'} className="ax halo">
          {mark.words}
        </text>
      </g>
    )
  })
}

function Times({ s, y }: { s: Scale; y: number }): ReactNode {
  const seconds = s.to - s.from < SECONDS_UNDER
  const middle = (s.from + s.to) / 2
  return (
    <>
      <text x={LEFT} y={y} className="ax">
        {clockTime(s.from, seconds)}
      </text>
      <text x={s.x(middle)} y={y} textAnchor="middle" className="ax">
        {clockTime(middle, seconds)}
      </text>
      <text x={s.right} y={y} textAnchor="end" className="ax">
        {clockTime(s.to, seconds)}
      </text>
    </>
  )
}

function Table({ props }: { props: SeriesChartProps }): ReactNode {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section className="chart-table" tabIndex={0} aria-label={props.finding}>
      <table className="tb">
        <caption className="vh">{props.finding}</caption>
        <thead>
          <tr>
            <th scope="col">{t('chart.time')}</th>
            <th scope="col" className="num">
              {t('chart.value')} {props.unit}
            </th>
          </tr>
        </thead>
        <tbody>
          {props.points.toReversed().map((p) => (
            <tr key={p.at}>
              <td>{props.timeOf ? props.timeOf(p.at) : clockTime(p.at, true)}</td>
              <td className="num">{p.value === null ? `${NONE} ${t('chart.gap')}` : number(p.value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/**
 * One reading over time, drawn by hand: line, normal band, thresholds with words, marks of what happened. Grey and ink only.
 * A button turns it into a table: the same data for a screen reader or an exact look.
 */
export function SeriesChart(props: SeriesChartProps): ReactNode {
  const [box, width] = useWidth()
  const [asTable, setAsTable] = useState(false)
  const height = props.height ?? 176
  const last = props.points.findLast((p) => p.value !== null)
  const s = scaleOf(props, width)
  const placed = placeLimits(s, props.limits ?? [], props.marks ?? [])
  return (
    <div ref={box}>
      {asTable || !last ? (
        <Table props={props} />
      ) : (
        <svg
          className="chart"
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          aria-label={props.finding}
        >
          <Ground s={s} band={props.band} />
          <path d={linePath(props.points, s.x, s.y)} fill="none" stroke="var(--text)" strokeWidth="2" strokeLinejoin="round" />
          <Limits s={s} placed={placed} />
          <Marks s={s} marks={props.marks ?? []} />
          {props.band && <BandWords s={s} band={props.band} placed={placed} />}
          <circle cx={s.x(last.at)} cy={s.y(last.value ?? 0)} r="3.5" fill="var(--text)" />
          <Times s={s} y={height - 4} />
        </svg>
      )}
      <div className="row base chart-foot">
        {props.foot}
        <span className="grow" />
        <button type="button" className="linkish nw" onClick={() => setAsTable(!asTable)}>
          {t(asTable ? 'chart.picture' : 'chart.table')}
        </button>
      </div>
    </div>
  )
}
