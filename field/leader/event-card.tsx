import { lazy, type ReactNode, Suspense, useState } from 'react'
import { placeWords } from '../../contract/case-place.ts'
import type { LeaderView } from '../../contract/cockpit.ts'
import { Button } from '../../ui/button.tsx'
import { CallAsk } from '../../ui/call-ask.tsx'
import { CaseTitle, DrillStrip } from '../../ui/case-title.tsx'
import { useNow } from '../../ui/clock.ts'
import { Deadline } from '../../ui/deadline.tsx'
import { clockLeft, clockTime, duration } from '../../ui/format.ts'
import { gradeWords } from '../../ui/grade-badge.tsx'
import { GradeShape } from '../../ui/risk-shape.tsx'
import { lang, t as ui } from '../../ui/t.ts'
import { Tag } from '../../ui/tag.tsx'
import { l } from './messages.ts'
import { UrgeForm } from './urge-form.tsx'

const LastFact = lazy(() => import('./last-fact.tsx').then(({ LastFact }) => ({ default: LastFact })))

export type Row = LeaderView['rows'][number]

/** The last thing that happened, and who is on it. */
function Last({ row }: { row: Row }): ReactNode {
  const fact = row.lastFact
  return (
    <p>
      {fact && (
        <Suspense fallback={<b>{clockTime(fact.recordedAt)}</b>}>
          <LastFact fact={fact} />
        </Suspense>
      )}
      {l(row.holder ? 'on-it' : 'leads')} <b>{row.holder ?? row.leadName ?? l('nobody-yet')}</b>
    </p>
  )
}

/** One event: who, time left, last fact; telephone, or urge with words. */
export function EventCard({ row }: { row: Row }): ReactNode {
  const [urging, setUrging] = useState(false)
  const unsigned = row.grade === 'extraordinary' && row.holder === null
  return (
    <article className="card lc">
      <DrillStrip title={row.title} />
      <div className="row top lc-h">
        <GradeShape grade={row.grade} size={26} unsigned={unsigned} />
        <div className="grow">
          <h2>
            <CaseTitle title={row.title} />
          </h2>
          <p>{[placeWords(row, lang()), gradeWords(row.grade)].join(' · ')}</p>
        </div>
      </div>
      {row.clock && !row.clock.paused ? <Deadline clock={row.clock} /> : <Tag kind="strong">{ui(`state.${row.state}`)}</Tag>}
      <Last row={row} />
      {urging ? (
        <UrgeForm event={row.id} onDone={() => setUrging(false)} />
      ) : (
        <div className="acts">
          <Button onPress={() => setUrging(true)}>{l('urge')}</Button>
          <CallAsk
            key={row.holder}
            event={row.id}
            whose="responsible"
            kind="primary"
            name={row.holder ?? row.leadName ?? l('nobody-yet')}
          />
        </div>
      )}
    </article>
  )
}

/** A row of the less grave ones; pressed, it becomes the card. */
export function EventLine({ row, onOpen }: { row: Row; onOpen: () => void }): ReactNode {
  const now = useNow()
  const waits = duration(Math.max(0, now - Date.parse(row.clock?.from ?? row.openedAt)), lang(), 60_000)
  return (
    <button type="button" className="row2" onClick={onOpen} aria-expanded={false}>
      <GradeShape grade={row.grade} size={24} label={gradeWords(row.grade)} />
      <span className="grow">
        <span className="block">
          <CaseTitle title={row.title} />
        </span>
        <span className="meta block">{placeWords(row, lang())}</span>
      </span>
      {row.holder || !row.clock || row.clock.paused ? (
        <span className="meta r">
          {row.clock && !row.clock.paused
            ? `${ui(`clock.${row.clock.clock}`)} ${clockLeft(row.clock, now, lang(), true)}`
            : ui(`state.${row.state}`)}
        </span>
      ) : (
        <Tag kind="ink">{l('nobody', { time: waits })}</Tag>
      )}
    </button>
  )
}
