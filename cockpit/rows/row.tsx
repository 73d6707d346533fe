import type { ReactNode } from 'react'
import { placeWords } from '../../contract/case-place.ts'
import type { FigureWish } from '../../contract/wall-figures.ts'
import type { WallFigureRow } from '../../contract/wall-rows.ts'
import { useNow } from '../../ui/clock.ts'
import { ago, clockTime, NONE } from '../../ui/format.ts'
import { gradeWords } from '../../ui/grade-badge.tsx'
import { riskWord } from '../../ui/risk-badge.tsx'
import { GradeShape, RiskShape } from '../../ui/risk-shape.tsx'
import { lang } from '../../ui/t.ts'
import { vitalWords } from '../overview/vital-words.ts'
import { hrefOf } from '../route.ts'
import { t } from '../t.ts'
import { Opens } from './opens.tsx'

const say = (words: { zh: string; en: string }): string => (lang() === 'en' ? words.en : words.zh)

function Mark({ row: { kind, grade, level } }: { row: WallFigureRow }): ReactNode {
  if (grade) return <GradeShape grade={grade} size={30} label={gradeWords(grade)} />
  if (kind === 'object') return <RiskShape risk={level} size={30} label={level ? riskWord(level) : t('risk.unrated-long')} />
  return <span aria-hidden="true" />
}

/** Nobody has accepted: whom it called last, and when. */
export const calledWords = ({ calledAt }: NonNullable<WallFigureRow['who']>): string =>
  calledAt ? `${t('check-up.called', { time: clockTime(calledAt) })} ` : ''

/** Whom to call: unit, post and name, and the masked number; that nobody is named. */
export function Whom({ who }: Pick<WallFigureRow, 'who'>): ReactNode {
  const words = who ? [who.unitName, who.postName, who.name].filter(Boolean).join(' · ') : ''
  return (
    <span className="who">
      <span className="el">{words || t('check-up.nobody')}</span>
      <b className="nw">
        {who && calledWords(who)}
        {who?.phone ?? NONE}
      </b>
    </span>
  )
}

function Line({ row }: { row: WallFigureRow }): ReactNode {
  const now = useNow()
  const told = row.vital && vitalWords(row.vital)
  const small = [
    row.areaName && placeWords({ ...row, areaName: row.areaName }, lang()),
    row.note && say(row.note),
    row.since && ago(row.since, now, lang(), true),
  ].filter(Boolean)
  return (
    <>
      <Mark row={row} />
      <span className="el nm">{say(row.name)}</span>
      <span className="el t2">{small.join(' · ')}</span>
      {told && <span className={told.off ? 'el off' : 'el'}>{told.words}</span>}
      <Whom who={row.who} />
    </>
  )
}

/** One row behind a figure: a case opens its picture, a vital its page, an object its cases and who answers for it. */
export function FigureRow({ row, of }: { row: WallFigureRow; of: FigureWish }): ReactNode {
  const line = <Line row={row} />
  if (row.kind === 'event') return <a href={hrefOf({ event: row.id })}>{line}</a>
  if (row.kind === 'vital') return <a href={hrefOf({ screen: 'vital', vital: row.id, area: of.area })}>{line}</a>
  if (of.figure === 'object') return <div>{line}</div>
  return (
    <Opens figure="object" object={row.id} title={say(row.name)} area={of.area}>
      {line}
    </Opens>
  )
}
