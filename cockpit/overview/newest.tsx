import type { ReactNode } from 'react'
import { wholeWord } from '../../contract/case-place.ts'
import type { EventRow } from '../../contract/event.ts'
import { isDrill } from '../../contract/exercise-mark.ts'
import { CaseTitle } from '../../ui/case-title.tsx'
import { useNow } from '../../ui/clock.ts'
import { limitAt } from '../../ui/deadline-rule.ts'
import { ago, duration, timeLeft } from '../../ui/format.ts'
import { gradeWords } from '../../ui/grade-badge.tsx'
import { GradeShape } from '../../ui/risk-shape.tsx'
import { lang, t as ui } from '../../ui/t.ts'
import { placeWithin } from '../map/marker.tsx'
import { useFitting } from '../panel/fitting.ts'
import { PanelHead } from '../panel/panel.tsx'
import { hrefOf } from '../route.ts'
import { t } from '../t.ts'

const dayMs = 86_400_000
/** With more than a day left nobody counts hours, and the place beside them needs the room. */
const wholeDays = (due: number, now: number): number => (due - now > dayMs ? now + Math.floor((due - now) / dayMs) * dayMs : due)

/** Who has it and how long they still have; nobody: since when it waits. */
function Holder({ row, now }: { row: EventRow; now: number }): ReactNode {
  const { clock, holder } = row
  if (row.state === 'checking' || row.state === 'suspended' || row.state === 'parked') return <b>{ui(`state.${row.state}`)}</b>
  if (!holder) {
    const waits = duration(Math.max(0, now - Date.parse(clock?.from ?? row.openedAt)), lang(), 0)
    return <b className="soon">{t('newest.unaccepted', { time: waits })}</b>
  }
  const left = clock ? timeLeft(wholeDays(limitAt(clock, now).limit, now), now, lang(), true) : ''
  return <b>{[holder, left].filter(Boolean).join(' ')}</b>
}

/** A title is "place, trouble": when it is too long the place is cut, never the trouble. */
export function EventTitle({ text }: { text: string }): ReactNode {
  if (isDrill(text))
    return (
      <span className="el">
        <CaseTitle title={text} />
      </span>
    )
  const cut = text.lastIndexOf(' ')
  if (cut < 1) return <span className="el">{text}</span>
  return (
    <span className="et">
      <span className="el">{text.slice(0, cut)}</span>
      <span className="nw">{text.slice(cut + 1)}</span>
    </span>
  )
}

function Row({ row, now, within }: { row: EventRow; now: number; within: string }): ReactNode {
  const label = gradeWords(row.grade)
  return (
    <li>
      <a href={hrefOf({ event: row.id })}>
        <GradeShape grade={row.grade} size={30} label={label} unsigned={row.grade === 'extraordinary' && !row.holder} />
        <EventTitle text={row.title} />
        <span className="m">
          <span>
            <span className="el">{[placeWithin(row.areaName, within), wholeWord(row, lang())].filter(Boolean).join(' ')}</span>
            {row.holder && <span className="nw">· {ago(row.openedAt, now, lang(), true)}</span>}
          </span>
          <Holder row={row} now={now} />
        </span>
      </a>
    </li>
  )
}

type NewestProps = { rows: readonly EventRow[]; redsOpen: number; within: string }

/** As many events as there is room for, each with who is on it, and how many red ones stand open beside those in sight; `within` is the name of the wall's area. */
export function Newest({ rows, redsOpen, within }: NewestProps): ReactNode {
  const now = useNow()
  const [list, fitting] = useFitting(rows)
  const more = redsOpen - rows.slice(0, fitting ?? rows.length).filter(({ grade }) => grade === 'extraordinary').length
  return (
    <section className="wp new">
      <PanelHead title={t('newest.title')} note={more > 0 ? t('newest.more', { n: more }) : t('newest.who')} />
      {rows.length === 0 && <p className="t2">{t('newest.none')}</p>}
      <ul className="nw8 whole" ref={list}>
        {rows.map((row) => (
          <Row key={row.id} row={row} now={now} within={within} />
        ))}
      </ul>
    </section>
  )
}
