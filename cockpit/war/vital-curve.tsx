import type { ReactNode } from 'react'
import { periodWords } from '../../contract/period-words.ts'
import { shownDecimals } from '../../contract/vital-digits.ts'
import { bandOf } from '../../ui/chart-scale.ts'
import { useNow } from '../../ui/clock.ts'
import { ago, number, numberFixed } from '../../ui/format.ts'
import { Spark } from '../../ui/spark.tsx'
import { lang } from '../../ui/t.ts'
import { bothText, isKnown, rangeText, say, standingWords, toldText, valueText } from '../overview/vital-text.ts'
import { DataAge } from '../panel/panel.tsx'
import { t } from '../t.ts'
import { useWide } from '../use-wide.ts'
import type { MeasuredOf } from './measured-of.ts'

type Vitals = Extract<MeasuredOf, { vitals: unknown }>['vitals']
type Vital = Vitals[number]

/** So many curves fit under each other; what else joined the case stands as a number. */
const curvesAtMost = 2

/** 立案时 38.9 万立方米，2026年11月27日 期，37/41 处报数，第 2 版: what the case was opened by, whatever its vital says now. */
function openingWords({ period, value, n, due, version }: NonNullable<Vital['opening']>, { unit, decimals }: Vital): string {
  const text = `${numberFixed(value, shownDecimals({ unit, decimals }))} ${say(unit)}`.trim()
  return [
    t('war.opening', { value: text }),
    t('vital.period', { period: say(periodWords(period)) }),
    n === null || due === null ? '' : t('vital.told', { n: number(n), of: number(due) }),
    version === null ? '' : t('vital.by-version', { n: version }),
  ]
    .filter(Boolean)
    .join(' · ')
}

/** The vital that opened the case, and under it those that joined it and those of cases merged into it. */
export function VitalCurves({ vitals }: { vitals: Vitals }): ReactNode {
  const [first, ...joined] = vitals
  return (
    <section className={joined.length > 0 ? 'wp curves vcurve several' : 'wp curves vcurve'}>
      <VitalCurve vital={first} age low={joined.length > 0} />
      {joined.map((one, n) => (
        <VitalCurve key={`${one.code} ${one.area.code}`} vital={one} low bare={n + 2 > curvesAtMost} />
      ))}
    </section>
  )
}

/** `age`: with that of the panel; `low`: its curve shares the room with another; `bare`: no curve. */
type OneProps = { vital: Vital; age?: boolean; low?: boolean; bare?: boolean }

/** One of them: its number, how it stands, its periods with the range as a grey band, and how old it is. */
function VitalCurve({ vital, age = false, low = false, bare = false }: OneProps): ReactNode {
  const now = useNow()
  const wide = useWide()
  const { name, unit, area, normal, cell, series, hold, opening, merged } = vital
  // A case is opened by connected vitals only.
  const shown = { ...vital, state: 'connected' as const }
  const values = series.map(({ value }) => value)
  const { words, off } = standingWords(shown)
  const [first, last] = [series[0], series.at(-1)]
  const at = opening ? series.findIndex(({ period }) => period === opening.period) : -1
  const mark = opening && at >= 0 ? { at, value: opening.value } : undefined
  return (
    <div>
      <h2>
        <span className="el">{t('vital.page', { area: area.name, name: say(name) })}</span>
        <small>{cell?.newest && ago(cell.newest, now, lang(), true)}</small>
        {age && <DataAge />}
      </h2>
      <div className="cv">
        <b className="big">{valueText(shown)}</b>
        <span className="t2">
          {[isKnown(shown) ? say(unit) : '', bothText(shown)].filter(Boolean).join(' ')}{' '}
          <span className={off ? 'off' : ''}>{words}</span>
        </span>
        <span className="t2 right">
          {[toldText(cell), merged === null ? hold !== null && t('war.hold', { n: hold }) : t('war.merged')]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </div>
      {!bare && (
        <Spark
          values={values}
          width={900}
          height={low ? (wide ? 110 : 64) : 130}
          band={bandOf(normal)}
          label={t('vital.curve')}
          mark={mark}
        />
      )}
      {opening && <p className="t2 opened">{openingWords(opening, vital)}</p>}
      {!bare && (
        <p className="ends t2">
          <span>{first && say(periodWords(first.period))}</span>
          <span>{rangeText(normal) && t('vital.band')}</span>
          <span>{last && say(periodWords(last.period))}</span>
        </p>
      )}
    </div>
  )
}
