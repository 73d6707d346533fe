import type { ReactNode } from 'react'
import type { Grade, Risk } from '../../../contract/scales.ts'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { NONE, number } from '../../../ui/format.ts'
import { riskWord } from '../../../ui/risk-badge.tsx'
import { GradeShape, RiskShape } from '../../../ui/risk-shape.tsx'
import { t as part } from '../../../ui/t.ts'
import { t } from '../../messages.ts'
import { countLevels, type Level } from './geo.ts'
import type { Item } from './in-view.ts'

const risks: readonly (Risk | null)[] = ['red', 'orange', 'yellow', 'blue', 'green', null]
const grades: readonly Grade[] = ['extraordinary', 'major', 'serious', 'ordinary']

type Line = { level: Level; mark: ReactNode; words: string }

const lines = (show: 'objects' | 'events'): Line[] =>
  show === 'objects'
    ? risks.map((risk, i) => ({
        level: (risk === null ? 0 : i + 1) as Level,
        mark: <RiskShape risk={risk} size={18} label="" />,
        words: riskWord(risk),
      }))
    : grades.map((grade, i) => ({
        level: (i + 1) as Level,
        mark: <GradeShape grade={grade} size={18} label="" />,
        words: part(`grade.${grade}`),
      }))

type Props = {
  show: 'objects' | 'events'
  /** null while nothing is known yet: missing is not zero */
  items: readonly Item[] | null
  hidden: ReadonlySet<Level>
  onHidden: (hidden: ReadonlySet<Level>) => void
  /** objects the server left out because there are too many */
  left: number
}

/** The legend is the filter: a level unticked is hidden in map and list; the numbers count what is in view. */
export function MapLegend({ show, items, hidden, onHidden, left }: Props): ReactNode {
  const counts = items && countLevels(items.map((i) => i.level))
  const alarms = items && countLevels(items.filter((i) => i.severity !== null).map((i) => i.level))
  const turn = (level: Level, on: boolean) => {
    const next = new Set(hidden)
    if (on) next.delete(level)
    else next.add(level)
    onHidden(next)
  }
  return (
    <section className="lg" aria-label={t('map.legend')}>
      <div className="lg-row h" aria-hidden="true">
        <span className="grow">{t('map.legend-how')}</span>
        <span>{t('map.in-view')}</span>
        {show === 'objects' && <span>{t('map.alarms')}</span>}
      </div>
      {lines(show).map(({ level, mark, words }) => (
        <div className="lg-row" key={level}>
          <span className="grow">
            <Checkbox value={!hidden.has(level)} onChange={(on) => turn(level, on)}>
              {mark}
              {words}
            </Checkbox>
          </span>
          <b className="b">{counts ? number(counts[level]) : NONE}</b>
          {show === 'objects' && <span className="t2">{alarms ? number(alarms[level]) : NONE}</span>}
        </div>
      ))}
      {left > 0 && <p className="meta">{t('map.left', { n: number(left) })}</p>}
    </section>
  )
}
