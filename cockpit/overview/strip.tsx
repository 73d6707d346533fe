import type { ReactNode } from 'react'
import type { CockpitView } from '../../contract/cockpit.ts'
import { grades } from '../../contract/scales.ts'
import { clockTime } from '../../ui/format.ts'
import { levelOfGrade } from '../../ui/scale-marks.ts'
import { PanelHead } from '../panel/panel.tsx'
import { t } from '../t.ts'

type Hour = CockpitView['strip24h'][number]

const totalOf = (hour: Hour): number => grades.reduce((sum, grade) => sum + hour.byGrade[grade], 0)

/** Size of the picture; it is stretched to its panel. */
const [width, height] = [960, 220]

function Bar({ hour, n, most, of }: { hour: Hour; n: number; most: number; of: number }): ReactNode {
  const step = width / of
  let top = height - 30
  const parts = [...grades].map((grade) => {
    const tall = (hour.byGrade[grade] / most) * (height - 40)
    top -= tall
    return tall > 0 ? (
      <rect key={grade} className={`g${levelOfGrade(grade)}`} x={n * step + 3} y={top} width={step - 6} height={tall} />
    ) : null
  })
  return (
    <g>
      <title>{t('strip.hour', { time: clockTime(hour.from), n: totalOf(hour) })}</title>
      {parts}
      {n % 4 === 0 && (
        <text x={n * step} y={height - 6}>
          {clockTime(hour.from)}
        </text>
      )}
    </g>
  )
}

/** Events opened in each of the last 24 hours by grade: only on the wide wall. */
export function Strip({ hours }: { hours: readonly Hour[] }): ReactNode {
  const most = Math.max(4, ...hours.map(totalOf))
  return (
    <section className="wp strip">
      <PanelHead title={t('strip.total', { n: hours.reduce((sum, hour) => sum + totalOf(hour), 0) })} note={t('strip.note')} />
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t('strip.title')}>
        <path d={`M0 ${height - 30}H${width}`} className="axis" />
        {hours.map((hour, n) => (
          <Bar key={hour.from} hour={hour} n={n} most={most} of={hours.length} />
        ))}
      </svg>
    </section>
  )
}
