import type { ReactNode } from 'react'
import type { EventRow } from '../../contract/event.ts'
import { useNow } from '../../ui/clock.ts'
import { ago, duration, timeLeft } from '../../ui/format.ts'
import { gradeWords } from '../../ui/grade-badge.tsx'
import { GradeShape } from '../../ui/risk-shape.tsx'
import { lang, t as ui } from '../../ui/t.ts'
import { hrefOf } from '../route.ts'
import { t } from '../t.ts'

/** Who has it and how long they still have; nobody: since when it waits. */
function Holder({ row, now }: { row: EventRow; now: number }): ReactNode {
  const { clock, holder } = row
  if (row.state === 'checking' || row.state === 'suspended' || row.state === 'parked') return <b>{ui(`state.${row.state}`)}</b>
  if (!holder) {
    const waits = duration(Math.max(0, now - Date.parse(clock?.from ?? row.openedAt)), lang(), 0)
    return <b className="soon">{t('newest.unaccepted', { time: waits })}</b>
  }
  const left = clock ? timeLeft(clock.due, now, lang(), true) : ''
  return <b>{[holder, left].filter(Boolean).join(' ')}</b>
}

function Row({ row, now }: { row: EventRow; now: number }): ReactNode {
  const label = gradeWords(row.grade)
  return (
    <li>
      <a href={hrefOf({ event: row.id })}>
        <GradeShape grade={row.grade} size={30} label={label} unsigned={row.grade === 'extraordinary' && !row.holder} />
        <span className="t">{row.title}</span>
        <span className="a">{ago(row.openedAt, now, lang(), true)}</span>
        <span className="m">
          <span className="el">{row.areaName}</span>
          <Holder row={row} now={now} />
        </span>
      </a>
    </li>
  )
}

/** The newest eight, each with who is on it. */
export function Newest({ rows }: { rows: readonly EventRow[] }): ReactNode {
  const now = useNow()
  return (
    <section className="wp new">
      <h2>
        {t('newest.title')}
        <small>{t('newest.who')}</small>
      </h2>
      {rows.length === 0 && <p className="t2">{t('newest.none')}</p>}
      <ul className="nw8">
        {rows.map((row) => (
          <Row key={row.id} row={row} now={now} />
        ))}
      </ul>
    </section>
  )
}
