import type { ReactNode } from 'react'
import { linePath, withGaps } from '../../ui/chart-scale.ts'
import { useNow } from '../../ui/clock.ts'
import { duration, NONE, number, shortTime } from '../../ui/format.ts'
import { lang } from '../../ui/t.ts'
import type { War } from '../data.ts'
import { DataAge, PanelHead } from '../panel/panel.tsx'
import { t } from '../t.ts'
import { byWeight, lastOf, limitName, limitWords, type Point, pointsOf, type Reading } from './reading.ts'

const wordsOf = (pair: { zh: string; en: string }): string => (lang() === 'en' ? pair.en : pair.zh)

/** Size of the picture in its own units. */
const [width, height, low] = [580, 220, 30]
/** Beside the picture stand the words of its limits. */
const right = width - 132

type PictureProps = { reading: Reading; points: readonly Point[]; everyMs: number }

/** The curve with its limits and normal band; silence stays a gap. */
function Picture({ reading, points, everyMs }: PictureProps): ReactNode {
  const limits = reading.limits.filter((one) => one.severity === 'red' || one.severity === 'orange')
  const values = [...points.map((p) => p.value), ...reading.normal, ...limits.map((one) => one.limit)]
  const [bottom, top] = [Math.min(...values), Math.max(...values)]
  const room = (top - bottom || 1) * 0.08
  const now = useNow()
  const [from, to] = [points[0]!.at, points.at(-1)!.at]
  const x = (at: number) => ((at - from) / Math.max(1, to - from)) * right
  const y = (value: number) => 8 + (1 - (value - bottom + room) / (top - bottom + 2 * room)) * (height - low - 16)
  const last = points.at(-1)!
  return (
    <svg viewBox={`0 0 ${width} ${height}`} className="curve" role="img" aria-label={wordsOf(reading.name)}>
      <rect
        x="0"
        width={right}
        y={y(reading.normal[1])}
        height={Math.max(2, y(reading.normal[0]) - y(reading.normal[1]))}
        className="band"
      />
      {limits.map((one) => (
        <g key={one.severity}>
          <path d={`M0 ${y(one.limit)}H${right}`} className="limit" />
          <text x={right + 8} y={y(one.limit) + 7}>
            {limitName(one)}
          </text>
        </g>
      ))}
      <path d={linePath(withGaps(points, everyMs), x, y)} className="line" />
      <circle cx={x(last.at)} cy={y(last.value)} r="5" className="end" />
      <text x="0" y={height - 4}>
        {shortTime(from, now, lang())}
      </text>
      <text x={right} y={height - 4} textAnchor="end">
        {shortTime(to, now, lang())}
      </text>
    </svg>
  )
}

function Lead({ reading, everyMs }: { reading: Reading; everyMs: number }): ReactNode {
  const now = useNow()
  const points = pointsOf(reading)
  const last = points.at(-1)
  return (
    <>
      <h2>
        {wordsOf(reading.name)}
        <small>{last ? t('war.reading-old', { length: duration(Math.max(0, now - last.at), lang()) }) : ''}</small>
        <DataAge />
      </h2>
      <div className="cv">
        <b className="big">{last ? number(last.value, 1) : NONE}</b>
        <span className="t2">{[reading.unit, limitWords(reading)].filter(Boolean).join(lang() === 'en' ? ', ' : '，')}</span>
      </div>
      {points.length > 1 && <Picture reading={reading} points={points} everyMs={everyMs} />}
    </>
  )
}

/** Newest value with its age, or the dash of no data. */
function Newest({ reading }: { reading: Reading }): ReactNode {
  const now = useNow()
  const last = lastOf(reading)
  return (
    <li>
      <span className="t2">{wordsOf(reading.name)}</span>
      <span className="r">
        <b className="b">{last ? number(last.value, 1) : NONE}</b> {reading.unit}
        {last && (
          <small className="t2">{t('war.reading-old', { length: duration(Math.max(0, now - last.at), lang(), 60_000) })}</small>
        )}
      </span>
    </li>
  )
}

/** The reading that stands furthest out, as a curve with its limits; the others as numbers beside it. */
export function Curve({ series }: { series: NonNullable<War['series']> }): ReactNode {
  const [device] = series
  const [lead, ...others] = byWeight(device?.readings ?? [])
  if (!device || !lead)
    return (
      <section className="wp curves">
        <PanelHead title={t('war.readings')} />
        <p className="t2">{t('war.no-curve')}</p>
      </section>
    )
  return (
    <section className="wp rest cvs curves">
      <div className="grow">
        <Lead reading={lead} everyMs={(device.observedS ?? device.intervalS) * 1000} />
      </div>
      <ul className="cl">
        {others.map((one) => (
          <Newest key={one.reading} reading={one} />
        ))}
      </ul>
    </section>
  )
}
