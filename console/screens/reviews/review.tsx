import './reviews.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Review } from '../../../contract/review.ts'
import { gapKindIds, gapKinds, reviewReasons, reviewStateWords } from '../../../contract/review-kinds.ts'
import { Button } from '../../../ui/button.tsx'
import { CaseTitle } from '../../../ui/case-title.tsx'
import { useNow } from '../../../ui/clock.ts'
import { dateTime } from '../../../ui/format.ts'
import { comma, lang } from '../../../ui/t.ts'
import { Tag } from '../../../ui/tag.tsx'
import { FieldNote } from '../../../ui/text-field.tsx'
import { Timeline } from '../../../ui/timeline.tsx'
import { say } from '../../messages.ts'
import { PrintedPage } from '../../parts/printed-page.tsx'
import { ReasonForm } from '../../parts/reason-form.tsx'
import { useAct } from '../../use-act.ts'
import { Actions } from './actions.tsx'
import { Fill } from './fill.tsx'
import { reviewQuery } from './review-queries.ts'
import { r } from './words.ts'

/** 复盘单: one review on a sheet, written on the page and printed as it stands. */
export function ReviewPage(): ReactNode {
  const { id } = useParams({ from: '/reviews/$id' })
  const query = useQuery(reviewQuery(id))
  return (
    <PrintedPage
      query={query}
      title={r('sheet')}
      whose={query.data?.title}
      links={({ event }) => (
        <>
          {event && (
            <>
              <Link className="btn" to="/events/$id" params={{ id: event.id }}>
                {r('to-event')}
              </Link>
              <Link className="btn" to="/replay/$id" params={{ id: event.id }}>
                {r('replay')}
              </Link>
            </>
          )}
          <a className="btn" href={`/api/v1/reviews/${id}/paper.pdf?lang=${lang() === 'en' ? 'en' : 'zh'}`} download>
            {r('pdf')}
          </a>
          <Link className="btn" to="/reviews">
            {r('back')}
          </Link>
        </>
      )}
    >
      {(review) => <Sheet key={review.version} review={review} />}
    </PrintedPage>
  )
}

function Sheet({ review }: { review: Review }): ReactNode {
  return (
    <article className="rv-sheet">
      <h2>
        <CaseTitle title={review.title} /> <Tag>{say(reviewStateWords[review.state])}</Tag>
      </h2>
      <Head review={review} />
      <Written review={review} />
      <Actions review={review} />
      <Moves review={review} />
      <section className="rv-timeline">
        <Timeline facts={review.facts} level={3} />
      </section>
      <footer className="rv-sign">
        <span>{r('sign-a')}</span>
        <span>{r('sign-b')}</span>
      </footer>
    </article>
  )
}

function Head({ review: one }: { review: Review }): ReactNode {
  const now = useNow()
  const at = (time: string) => dateTime(time, now, lang())
  return (
    <>
      <p className="t2">
        {[
          r('head', { no: one.no, at: at(one.openedAt) }),
          one.areaName,
          one.event?.no,
          one.filledAt && r('filled-by', { name: one.filledName ?? '', at: at(one.filledAt) }),
          one.discussedAt && r('discussed-at', { at: at(one.discussedAt) }),
          one.closedAt && r('closed-by', { name: one.closedName ?? '', at: at(one.closedAt) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p>
        {r('col.why')}: <b className="b">{one.reasons.map((reason) => say(reviewReasons[reason])).join(comma())}</b>
      </p>
    </>
  )
}

/** What went well and where the gaps are, and the form to write it. */
function Written({ review }: { review: Review }): ReactNode {
  const [writing, setWriting] = useState(false)
  const may = review.allowed.includes('fill')
  if (writing && may) return <Fill review={review} onDone={() => setWriting(false)} />
  return (
    <section>
      <h3>
        {r('well')}
        {may && (
          <span className="no-print rv-edit">
            <Button small onPress={() => setWriting(true)}>
              {r(review.filledAt ? 'rewrite' : 'write')}
            </Button>
          </span>
        )}
      </h3>
      <p className={review.wentWell ? 'rv-words' : 't2'}>{review.wentWell || r('nothing-written')}</p>
      <h3>{r('gaps')}</h3>
      <dl>
        {gapKindIds.map((kind) => (
          <div key={kind}>
            <dt>{say(gapKinds[kind])}</dt>
            <dd className={review.gaps[kind] ? 'rv-words' : 't2'}>{review.gaps[kind] || r('no-gap')}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** The next step, as the server allows it. */
function Moves({ review }: { review: Review }): ReactNode {
  const act = useAct()
  const [asking, setAsking] = useState(false)
  const move = (verb: string, reason?: string) =>
    act.run(`/reviews/${review.id}/move`, { version: review.version, verb, ...(reason ? { reason } : {}) })
  const verbs = (['discuss', 'close'] as const).filter((verb) => review.allowed.includes(verb))
  const running = review.actions.filter(({ state }) => state === 'running').length
  const missing = running > 0 ? r('close-first', { n: running }) : null
  const offOf = (verb: 'discuss' | 'close') => (verb === 'close' ? missing : null)
  return (
    <div className="no-print rv-moves">
      <div className="row wrap">
        {verbs.map((verb) => (
          <Button
            key={verb}
            kind={offOf(verb) ? 'plain' : 'primary'}
            off={offOf(verb)}
            busy={act.busy}
            onPress={() => void move(verb)}
          >
            {r(verb)}
          </Button>
        ))}
        {verbs.includes('close') && missing && <span className="meta">{missing}</span>}
        {review.allowed.includes('reopen') && !asking && <Button onPress={() => setAsking(true)}>{r('reopen')}</Button>}
      </div>
      {asking && (
        <ReasonForm
          draft={`review-reopen:${review.id}`}
          title={r('reopen')}
          label={r('reopen-why')}
          verb={r('reopen')}
          act={act}
          onSend={(reason) => move('reopen', reason)}
          onCancel={() => setAsking(false)}
        />
      )}
      {!asking && <FieldNote error={act.error?.message ?? null} />}
    </div>
  )
}
