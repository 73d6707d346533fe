import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Series } from '../../contract/reading.ts'
import { Age } from '../../ui/age.tsx'
import { withGaps } from '../../ui/chart-scale.ts'
import { clockTime, duration, NONE, number } from '../../ui/format.ts'
import { Panel } from '../../ui/panel.tsx'
import { type Limit, type Mark, SeriesChart } from '../../ui/series-chart.tsx'
import { lang, t as part } from '../../ui/t.ts'
import { say, t } from '../messages.ts'
import { seriesQuery } from '../queries.ts'
import { chooseReading, type ReadingSeries, trendOf } from '../rules/choose-reading.ts'
import { observedWords } from './cadence.ts'
import { usePackWords } from './use-pack-words.ts'

const arrows = { up: '↑', down: '↓', flat: '→' } as const

function limitsOf(reading: ReadingSeries, clears: boolean): Limit[] {
  const heaviest = Math.max(...reading.limits.map((l) => l.limit))
  const raises = reading.limits.map((l) => {
    const line = t('series.line', { colour: part(`colour.${l.severity as 'red'}`), value: number(l.limit) })
    const hold = l.holdS > 0 ? t('series.hold', { length: duration(l.holdS * 1000, lang()) }) : ''
    return { value: l.limit, words: hold ? `${line} · ${hold}` : line, strong: l.limit === heaviest }
  })
  const back = clears ? clearOf(reading) : null
  return back === null ? raises : [...raises, { value: back, words: t('series.clear', { value: number(back) }) }]
}

/** Where the mildest alarm of a reading is over: the clear value nearest to normal. */
function clearOf({ limits }: ReadingSeries): number | null {
  const clear = limits.map((l) => l.clear)
  if (clear.length === 0) return null
  return limits[0]?.direction === 'below' ? Math.max(...clear) : Math.min(...clear)
}

/** "甲烷 10 分钟内由 8 升至 52 %LEL，正常 0–8": what a screen reader hears and the table is called. */
function findingOf(reading: ReadingSeries): string {
  const [first, last] = [reading.points[0], reading.points.at(-1)]
  if (!first || !last) return say(reading.name)
  return t('series.finding', {
    name: say(reading.name),
    length: duration(Date.parse(last.at) - Date.parse(first.at), lang(), 60_000),
    from: number(first.value, 1),
    to: number(last.value, 1),
    unit: reading.unit,
    low: number(reading.normal[0]),
    high: number(reading.normal[1]),
  })
}

/** Only limits the curve comes near are drawn, lest a far red line press it flat; the next one above always is. */
function nearLimits(reading: ReadingSeries, clears: boolean): Limit[] {
  const all = limitsOf(reading, clears)
  const values = reading.points.map((p) => p.value)
  const top = Math.max(reading.normal[1], ...values)
  const low = Math.min(reading.normal[0], ...values)
  const next = Math.min(...all.map((l) => l.value).filter((v) => v > top))
  const below = reading.limits.some((l) => l.direction === 'below')
  return all.filter((l) => (below ? l.value >= low * 0.8 : l.value <= top * 1.3 || l.value === next))
}

function Others({ readings }: { readings: readonly ReadingSeries[] }): ReactNode {
  if (readings.length === 0) return null
  return (
    <p className="meta row wrap others">
      {readings.map((r) => {
        const last = r.points.at(-1)
        return (
          <span key={r.reading}>
            {say(r.name)} <b className="b ink">{last ? number(last.value, 1) : NONE}</b> {r.unit}
          </span>
        )
      })}
    </p>
  )
}

/** A command the series does not name comes with its code; the pack's words know it. */
function marksOf(series: Series, more: readonly Mark[], pack: ReturnType<typeof usePackWords>): Mark[] {
  const commands = series.commands.map((c) => ({
    at: Date.parse(c.at),
    words: `${clockTime(c.at)} ${pack('commands', say(c.name))}`,
  }))
  return [...commands, ...more]
}

/** To what the rules made of one reading. */
function WhyLink({ device, at, words }: { device: string; at: string; words: string }): ReactNode {
  const label = t('why-page.open-at', { time: clockTime(at, true) })
  return (
    <Link className="nw" to="/why" search={{ reading: `${device}@${at}` }} title={label} aria-label={`${words} ${label}`}>
      {words}
    </Link>
  )
}

type Props = {
  device: string
  from?: string | undefined
  to?: string | undefined
  marks?: readonly Mark[]
  height?: number
  clears?: boolean
}

/** The curve of a device around what happened: its worst reading large with limits and marks, the others as numbers below. */
export function SeriesPanel({ device, from, to, marks = [], height = 200, clears = false }: Props): ReactNode {
  const query = useQuery(seriesQuery(device, { from, to }))
  const pack = usePackWords()
  const series = query.data
  const reading = series ? chooseReading(series.readings) : null
  if (query.error && !series)
    return <Panel title={t('series.title')} error={query.error.message} onRetry={() => void query.refetch()} />
  if (!series || !reading)
    return (
      <Panel title={t('series.title')} note={device}>
        {series ? <p className="meta">{t('series.none')}</p> : <span className="sk" style={{ height: `${height / 16}rem` }} />}
      </Panel>
    )
  const last = reading.points.at(-1)
  const title = (
    <>
      <span className="nw">
        {say(reading.name)} <b className="val">{last ? number(last.value, 1) : NONE}</b>
      </span>
      <span className="t2 unit nw">
        {reading.unit} {last && <span aria-hidden="true">{arrows[trendOf(reading)]}</span>}
      </span>
    </>
  )
  const note = (
    <>
      {series.name} · <Age at={last?.at ?? null} oldAfterS={series.intervalS * 3} /> ·{' '}
      {[t('series.every', { length: duration(series.intervalS * 1000, lang(), 60_000) }), observedWords(series)]
        .filter(Boolean)
        .join(' · ')}
      {last && (
        <>
          {' · '}
          <WhyLink device={device} at={last.at} words={t('why-page.open')} />
        </>
      )}
    </>
  )
  const points = withGaps(
    reading.points.map((p) => ({ at: Date.parse(p.at), value: p.value })),
    (series.observedS ?? series.intervalS) * 1000,
  )
  return (
    <Panel title={title} note={note}>
      <SeriesChart
        finding={findingOf(reading)}
        points={points}
        unit={reading.unit}
        band={reading.normal}
        limits={nearLimits(reading, clears)}
        marks={marksOf(series, marks, pack)}
        height={height}
        timeOf={(at) => <WhyLink device={device} at={new Date(at).toISOString()} words={clockTime(at, true)} />}
        foot={<Others readings={series.readings.filter((r) => r !== reading)} />}
      />
    </Panel>
  )
}
