import type { ReactNode } from 'react'
import { periodWords } from '../../contract/period-words.ts'
import { shownDecimals } from '../../contract/vital-digits.ts'
import type { WallVital } from '../../contract/wall-vitals.ts'
import { bandBox, bandEnds, bandOf, linePath, niceTicks } from '../../ui/chart-scale.ts'
import { number, numberFixed } from '../../ui/format.ts'
import { rangeText, say } from '../overview/vital-text.ts'
import { PanelHead } from '../panel/panel.tsx'
import { t } from '../t.ts'

type Series = NonNullable<WallVital['figure']>['series']

/** A line needs two points. */
export const hasCurve = (series: Series): boolean => series.filter(({ value }) => value !== null).length > 1

/** The picture's own units: the two middle blocks of the 3840 × 1080 wall, whose letters are 28 of them high. */
const size = { width: 1800, height: 760 }
const margin = { left: 130, right: 60, top: 60, bottom: 60 }
/** So many periods are named below the line; each has room for its words. */
const named = 4

/** Which points are named: the first, the last and some between them. */
export function namedOf(n: number, most = named): number[] {
  const count = Math.min(n, most)
  return count < 2 ? [0] : Array.from({ length: count }, (_, i) => Math.round((i * (n - 1)) / (count - 1)))
}

/** The periods of a vital over the whole middle of the wide wall: its line with gaps where nothing was told, the range as a grey band, its newest number. */
export function VitalPeriods({
  vital: { definition, normal },
  series,
}: {
  vital: WallVital['vital']
  series: Series
}): ReactNode {
  const values = series.map(({ value }) => value)
  const known = values.filter((value) => value !== null)
  if (known.length < 2) return null
  const band = bandOf(normal)
  const bounds = [...known, ...bandEnds(band)]
  const ticks = niceTicks(Math.min(...bounds), Math.max(...bounds), 6)
  const [low, high] = [ticks[0]!, ticks.at(-1)!]
  const x = (at: number) => margin.left + (at * (size.width - margin.left - margin.right)) / (series.length - 1)
  const y = (value: number) =>
    size.height - margin.bottom - ((value - low) / (high - low)) * (size.height - margin.top - margin.bottom)
  const line = linePath(
    values.map((value, at) => ({ at, value })),
    x,
    y,
  )
  const last = values.findLastIndex((value) => value !== null)
  const newest = values[last]!
  const range = rangeText(normal)
  return (
    <section className="wp vp-curve">
      <PanelHead
        title={`${t('vital.curve')} · ${say(definition.unit)}`}
        note={range ? `${t('vital.band')} ${range}` : t('vital.no-range')}
      />
      <svg className="curve" viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-label={t('vital.curve')}>
        {band && (
          <rect
            className="band"
            x={margin.left}
            width={size.width - margin.left - margin.right}
            {...bandBox(band, y, [margin.top, size.height - margin.bottom])}
          />
        )}
        {ticks.map((tick) => (
          <g key={tick}>
            <line className="tick" x1={margin.left} x2={size.width - margin.right} y1={y(tick)} y2={y(tick)} />
            <text x={margin.left - 16} y={y(tick) + 10} textAnchor="end">
              {number(tick, 2)}
            </text>
          </g>
        ))}
        {namedOf(series.length).map((at) => (
          <text
            key={at}
            x={x(at)}
            y={size.height - 14}
            textAnchor={at === 0 ? 'start' : at === series.length - 1 ? 'end' : 'middle'}
          >
            {say(periodWords(series[at]!.period))}
          </text>
        ))}
        <path className="line" d={line} />
        <circle className="end" cx={x(last)} cy={y(newest)} r="8" />
        <text className="now" x={x(last)} y={y(newest) - 22} textAnchor="end">
          {numberFixed(newest, shownDecimals(definition))}
        </text>
      </svg>
    </section>
  )
}
