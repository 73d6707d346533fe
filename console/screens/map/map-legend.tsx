import type { ReactNode } from 'react'
import type { Grade } from '../../../contract/scales.ts'
import type { MapView } from '../../../contract/tile.ts'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { NONE, number } from '../../../ui/format.ts'
import { riskWord } from '../../../ui/risk-badge.tsx'
import { GradeShape, RiskShape } from '../../../ui/risk-shape.tsx'
import { t as part } from '../../../ui/t.ts'
import { say, t } from '../../messages.ts'
import { type Level, levels, riskOfLevel } from './geo.ts'
import { w } from './layer-words.ts'
import type { ThingSource } from './map-style.ts'
import { PackLayers } from './pack-layers.tsx'

export const gradeOfLevel: Readonly<Record<Level, Grade>> = {
  0: 'minor',
  1: 'extraordinary',
  2: 'major',
  3: 'serious',
  4: 'ordinary',
  5: 'minor',
}

/** A level as it is drawn and called, of objects or of cases. */
export const levelMark = (show: ThingSource, level: Level, size: number): ReactNode =>
  show === 'objects' ? (
    <RiskShape risk={riskOfLevel[level]} size={size} label="" />
  ) : (
    <GradeShape grade={gradeOfLevel[level]} size={size} label="" />
  )
export const levelWords = (show: ThingSource, level: Level): string =>
  show === 'objects' ? riskWord(riskOfLevel[level]) : part(`grade.${gradeOfLevel[level]}`)

/** Levels a legend has a line for: cases know no green. "Not rated" stands there only when there are any. */
const linesOf = (show: ThingSource, counts: readonly number[] | undefined): Level[] =>
  levels.filter((level) => (level === 0 ? (counts?.[0] ?? 0) > 0 : show === 'objects' || level < 5))

type Props = {
  show: ThingSource
  /** undefined while nothing is known yet: missing is not zero */
  view: MapView | undefined
  hidden: ReadonlySet<Level>
  onHidden: (hidden: ReadonlySet<Level>) => void
  kinds: string | undefined
  onKinds: (kinds: string | undefined) => void
}

/** The legend is the filter: a level unticked is hidden in map and list; the numbers count what is in view. */
export function MapLegend({ show, view, hidden, onHidden, kinds, onKinds }: Props): ReactNode {
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
      {linesOf(show, view?.counts).map((level) => (
        <div className="lg-row" key={level}>
          <span className="grow">
            <Checkbox value={!hidden.has(level)} onChange={(on) => turn(level, on)}>
              {levelMark(show, level, 18)}
              {levelWords(show, level)}
            </Checkbox>
          </span>
          <b className="b">{view ? number(view.counts[level] ?? 0) : NONE}</b>
          {show === 'objects' && <span className="t2">{view ? number(view.alarms[level] ?? 0) : NONE}</span>}
        </div>
      ))}
      {show === 'objects' && <CaseMarks />}
      {show === 'objects' && view && <PackLayers layers={view.layers} chosen={kinds} onKinds={onKinds} />}
      {show === 'objects' && view && view.kinds.length > 1 && <Kinds kinds={view.kinds} chosen={kinds} onKinds={onKinds} />}
    </section>
  )
}

const caseGrades: readonly Grade[] = ['extraordinary', 'major', 'serious', 'ordinary', 'minor']

/** What else is drawn at an object: the ring of an alarm, and the shape of its gravest open case. No filter: it goes with its object. */
function CaseMarks(): ReactNode {
  return (
    <div className="lg-marks">
      <span className="lg-mark">
        <span className="lg-ring" aria-hidden="true" />
        {w('marks.alarm')}
      </span>
      <span className="lg-mark">
        {w('marks.case')}
        {caseGrades.map((grade) => (
          <GradeShape key={grade} grade={grade} size={18} label={part(`grade.${grade}`)} />
        ))}
      </span>
    </div>
  )
}

type KindsProps = { kinds: MapView['kinds']; chosen: string | undefined; onKinds: (kinds: string | undefined) => void }

/** Kinds of objects in view; none pressed: all are shown. */
function Kinds({ kinds, chosen, onKinds }: KindsProps): ReactNode {
  const on = new Set(chosen?.split(',') ?? [])
  const turn = (kind: string) => {
    const next = new Set(on)
    if (!next.delete(kind)) next.add(kind)
    onKinds(next.size > 0 && next.size < kinds.length ? [...next].toSorted().join(',') : undefined)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw its border around the chips
    <div className="map-kinds" role="group" aria-label={t('map.kinds')}>
      <span className="meta">{t('map.kinds')}</span>
      {kinds.map(({ kind, name, n }) => (
        <Chip key={kind} on={on.has(kind)} onPress={() => turn(kind)}>
          {say(name)} {number(n)}
        </Chip>
      ))}
    </div>
  )
}
