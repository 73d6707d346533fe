import type { ReactNode } from 'react'
import type { CockpitView } from '../../contract/cockpit.ts'
import { grades } from '../../contract/scales.ts'
import { clockTime } from '../../ui/format.ts'
import { levelOfGrade } from '../../ui/scale-marks.ts'
import { lang, t as ui } from '../../ui/t.ts'
import { PanelHead } from '../panel/panel.tsx'
import { Opens } from '../rows/opens.tsx'
import { t } from '../t.ts'

type Hour = CockpitView['strip24h'][number]

const totalOf = (hour: Hour): number => grades.reduce((sum, grade) => sum + hour.byGrade[grade], 0)

/** Size of the picture; it is stretched to its panel, its hours stand below it in letters of their own size. `head`: room for the number above the tallest bar. */
const [width, height, head] = [960, 200, 44]

function Bar({ hour, n, most, of }: { hour: Hour; n: number; most: number; of: number }): ReactNode {
  const step = width / of
  let top = height
  const parts = [...grades].map((grade) => {
    const tall = (hour.byGrade[grade] / most) * (height - head)
    top -= tall
    return tall > 0 ? (
      <rect key={grade} className={`g${levelOfGrade(grade)}`} x={n * step + 3} y={top} width={step - 6} height={tall} />
    ) : null
  })
  return <g>{parts}</g>
}

/** What was opened in an hour lies above its bar: one that has none opens nothing. */
function Pick({ hour, most }: { hour: Hour; most: number }): ReactNode {
  const n = totalOf(hour)
  const words = t('strip.hour', { time: clockTime(hour.from), n })
  if (n === 0) return <span />
  const bottom = `${((100 * n) / most) * (1 - head / height)}%`
  return (
    <Opens figure="opened-hour" hour={hour.from} title={words} label={words}>
      <b style={{ bottom }}>{n}</b>
    </Opens>
  )
}

/** 特别重大 1 · 重大 2 · …: the grades by their words, for those who do not tell the colours apart. */
const byGrade = (hours: readonly Hour[]): string =>
  grades
    .map((grade) => ({ grade, n: hours.reduce((sum, hour) => sum + hour.byGrade[grade], 0) }))
    .flatMap(({ grade, n }) => (n > 0 ? [`${ui(`grade.${grade}`)} ${n}`] : []))
    .join(' · ')

/** Events opened in each of the last 24 hours by grade. */
export function Strip({ hours }: { hours: readonly Hour[] }): ReactNode {
  const total = t('strip.total', { n: hours.reduce((sum, hour) => sum + totalOf(hour), 0) })
  const most = Math.max(4, ...hours.map(totalOf))
  return (
    <section className="wp strip">
      <PanelHead
        title={
          <Opens figure="opened-day" title={total}>
            {total}
          </Opens>
        }
        note={[byGrade(hours), t('strip.note')].filter(Boolean).join(lang() === 'en' ? ', ' : '，')}
      />
      <div className="bars">
        <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={t('strip.title')}>
          <path d={`M0 ${height}H${width}`} className="axis" />
          {hours.map((hour, n) => (
            <Bar key={hour.from} hour={hour} n={n} most={most} of={hours.length} />
          ))}
        </svg>
        <div className="picks">
          {hours.map((hour) => (
            <Pick key={hour.from} hour={hour} most={most} />
          ))}
        </div>
      </div>
      <div className="hours" aria-hidden="true">
        {hours
          .filter((_, n) => n % 4 === 0)
          .map(({ from }) => (
            <span key={from}>{clockTime(from)}</span>
          ))}
      </div>
    </section>
  )
}
