import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { placeWords } from '../../contract/case-place.ts'
import type { EventRow } from '../../contract/event.ts'
import { newestFirst } from '../../contract/fact-order.ts'
import { restOf } from '../../ui/case-rest.ts'
import { useNow } from '../../ui/clock.ts'
import { Deadline } from '../../ui/deadline.tsx'
import { factWords } from '../../ui/fact-words.ts'
import { isToday, NONE, number, shortTime } from '../../ui/format.ts'
import { gradeWords } from '../../ui/grade-badge.tsx'
import { packWords } from '../../ui/pack-words.ts'
import { GradeShape } from '../../ui/risk-shape.tsx'
import { lang, t as ui } from '../../ui/t.ts'
import { type War, warQuery } from '../data.ts'
import { DataAge } from '../panel/panel.tsx'
import { hrefOf } from '../route.ts'
import { t } from '../t.ts'
import { byWeight } from '../war/phone-order.ts'
import { inEarnestFirst } from '../war/push.ts'
import { lastOf, leadReading, limitWords } from '../war/reading.ts'
import { EventTitle } from './newest.tsx'
import './red-cards.css'

/** Two cards stand side by side in a block of the wide wall. */
const cards = 2
/** Facts that fit under the numbers of a card. */
const facts = 3

/** Red and orange ones are worth a card, a drill only where nothing real needs it; smaller ones stand in the list. */
export const worthCards = (rows: readonly EventRow[]): EventRow[] =>
  inEarnestFirst(rows.filter((row) => row.grade === 'extraordinary' || row.grade === 'major')).slice(0, cards)

function Line({ name, value, note }: { name: string; value: string; note: string }): ReactNode {
  return (
    <li>
      <span className="t2">{name}</span>
      <b>{value}</b>
      <small className="el">{note}</small>
    </li>
  )
}

/** The reading that brought it here, and how many of those asked have accepted and arrived; what cannot be read is the dash, never 0. */
function Numbers({ war: { series, crew } }: { war: War }): ReactNode {
  const reading = leadReading(series?.[0]?.readings ?? [])
  const share = (phases: readonly string[]): string =>
    crew ? `${crew.filter(({ phase }) => phases.includes(phase)).length}/${crew.length}` : NONE
  const last = reading ? lastOf(reading) : null
  return (
    <ul className="cn">
      {reading && (
        <Line
          name={lang() === 'en' ? reading.name.en : reading.name.zh}
          value={last ? `${number(last.value, 1)} ${reading.unit}` : NONE}
          note={limitWords(reading)}
        />
      )}
      <Line name={t('war.accepted')} value={share(['under-way', 'on-site', 'done'])} note={t('war.orders')} />
      <Line name={t('war.arrived')} value={share(['on-site', 'done'])} note={t('war.orders')} />
    </ul>
  )
}

function Newest({ war }: { war: War }): ReactNode {
  const now = useNow()
  packWords.use()
  const newest = (war.facts ?? []).toSorted(newestFirst).slice(0, facts)
  return (
    <ul className={newest.some(({ occurredAt }) => !isToday(occurredAt, now)) ? 'cf days' : 'cf'}>
      {newest.map((fact) => (
        <li key={fact.position}>
          <time>{shortTime(fact.occurredAt, now, lang())}</time>
          <span className="el">{factWords(fact, lang(), now).text}</span>
        </li>
      ))}
    </ul>
  )
}

/** Whom to call first, as the war view has it: the card is looked at by whoever is about to. */
function Whom({ war }: { war: War }): ReactNode {
  const [first] = byWeight(war.phones ?? [])
  return (
    first && (
      <p className="whom">
        <span className="el">
          <b>{first.name}</b> {first.postName}
        </span>
        <b className="nw">{first.phone ?? NONE}</b>
      </p>
    )
  )
}

function Card({ row }: { row: EventRow }): ReactNode {
  const { data: war } = useQuery(warQuery(row.id))
  const { grade, clock, holder, leadName, state } = row
  const rest = restOf({ state, pause: war?.event.pause ?? null }, useNow())
  return (
    <a href={hrefOf({ event: row.id })} className={grade === 'extraordinary' ? 'wp rc red' : 'wp rc'}>
      <div className="rh">
        <GradeShape grade={grade} size={36} label={gradeWords(grade)} unsigned={grade === 'extraordinary' && !holder} />
        <div className="el">
          <h2>
            <EventTitle text={row.title} />
          </h2>
          <p className="el t2">{placeWords(row, lang())}</p>
        </div>
      </div>
      {clock && !rest ? (
        <Deadline clock={clock} layout="card" />
      ) : (
        <p className="big-left">{rest ? [rest.word, rest.until].filter(Boolean).join(' · ') : ui(`state.${state}`)}</p>
      )}
      {war && <Numbers war={war} />}
      {war && <Newest war={war} />}
      {war && <Whom war={war} />}
      <p className="lead">
        <span className="el">{t('war.lead', { name: [leadName, holder].filter(Boolean).join(' ') || t('war.nobody') })}</span>
        <DataAge />
      </p>
    </a>
  )
}

/** The two that matter most, large: only on the wide wall. */
export function RedCards({ rows }: { rows: readonly EventRow[] }): ReactNode {
  if (rows.length === 0)
    return (
      <section className="wp rc none">
        <p className="t2">{t('cards.none')}</p>
        {/* That there is none is a figure too: of an hour ago it would be the worst of all. */}
        <p>
          <DataAge />
        </p>
      </section>
    )
  return (
    <section className="rcs" aria-label={t('cards.title')}>
      {rows.map((row) => (
        <Card key={row.id} row={row} />
      ))}
    </section>
  )
}
