import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { Review, ReviewAction } from '../../../contract/review.ts'
import { actionKinds, actionStateWords } from '../../../contract/review-kinds.ts'
import { Button } from '../../../ui/button.tsx'
import { useNow } from '../../../ui/clock.ts'
import { factWords } from '../../../ui/fact-words.ts'
import { dateTime } from '../../../ui/format.ts'
import { useLoadedPackWords } from '../../../ui/pack-words.ts'
import { SelectField } from '../../../ui/select-field.tsx'
import { lang } from '../../../ui/t.ts'
import { Tag } from '../../../ui/tag.tsx'
import { FieldNote, TextField } from '../../../ui/text-field.tsx'
import { say } from '../../messages.ts'
import { ReasonForm } from '../../parts/reason-form.tsx'
import { useAct } from '../../use-act.ts'
import { ActionForm } from './action-form.tsx'
import { proofsQuery } from './review-queries.ts'
import { r } from './words.ts'

/** What follows from a review: whose, until when, and the change that shows it is done. */
export function Actions({ review }: { review: Review }): ReactNode {
  const [adding, setAdding] = useState(false)
  return (
    <section>
      <h3>
        {r('actions')} <small className="no-print">{r('actions-note')}</small>
      </h3>
      {review.actions.length === 0 && <p className="t2">{r(review.mayAct ? 'no-actions' : 'act-first')}</p>}
      <ol className="rv-actions">
        {review.actions.map((action) => (
          <li key={action.id}>
            <Line action={action} may={review.mayAct} />
          </li>
        ))}
      </ol>
      {review.mayAct && !adding && (
        <span className="no-print">
          <Button onPress={() => setAdding(true)}>{r('add')}</Button>
        </span>
      )}
      {adding && <ActionForm review={review} onDone={() => setAdding(false)} />}
    </section>
  )
}

function Line({ action: one, may }: { action: ReviewAction; may: boolean }): ReactNode {
  const now = useNow()
  useLoadedPackWords()
  const at = (time: string) => dateTime(time, now, lang())
  return (
    <>
      <p className="row wrap">
        <b className="b">{one.words}</b>
        <Tag>{say(actionKinds[one.kind])}</Tag>
        <span>{say(actionStateWords[one.state])}</span>
        {one.overdue && <Tag kind="strong">{r('late')}</Tag>}
      </p>
      <p className="meta">
        {[
          r('due-by', { unit: one.unitName, at: at(one.due) }),
          r('set-by', { name: one.byName }),
          one.doneAt && r('done-by', { name: one.doneName ?? '', at: at(one.doneAt) }),
          one.note,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {one.named && (
        <p className="rv-target">
          {r('changes')}: <b className="b">{say(one.named.name)}</b>
          {one.change ? (
            <>
              {' '}
              <span className="nw">{r('from-to', { before: say(one.change.before), after: say(one.change.after) })}</span>
            </>
          ) : (
            one.state === 'running' && <span className="meta"> {r('stood', { stands: say(one.named.stands) })}</span>
          )}
        </p>
      )}
      {one.unnamed && <p className="meta">{r('unnamed')}</p>}
      {one.proof && (
        <p className="rv-proof">
          {r('shown-by')}: {dateTime(one.proof.recordedAt, now, lang())} {factWords(one.proof, lang(), now).text}
        </p>
      )}
      {may && one.state === 'running' && <Ends action={one} />}
    </>
  )
}

/** How an action ends: done, with the change that shows it; or handed over by somebody else. */
function Ends({ action }: { action: ReviewAction }): ReactNode {
  const [open, setOpen] = useState<'done' | 'hand' | null>(null)
  const act = useAct()
  if (open === 'done') return <Done action={action} onCancel={() => setOpen(null)} />
  if (open === 'hand')
    return (
      <ReasonForm
        draft={`review-hand:${action.id}`}
        title={r('hand-over')}
        label={r('hand-why')}
        verb={r('hand-over')}
        act={act}
        onSend={(reason) => act.run(`/review-actions/${action.id}/hand-over`, { reason })}
        onCancel={() => setOpen(null)}
      />
    )
  return (
    <div className="row no-print">
      <Button small onPress={() => setOpen('done')}>
        {r('done')}
      </Button>
      <Button small off={action.mayHandOver ? null : r('hand-second')} onPress={() => setOpen('hand')}>
        {r('hand-over')}
      </Button>
      {!action.mayHandOver && <span className="meta">{r('hand-second')}</span>}
    </div>
  )
}

function Done({ action, onCancel }: { action: ReviewAction; onCancel: () => void }): ReactNode {
  const now = useNow()
  useLoadedPackWords()
  const act = useAct()
  const asks = actionKinds[action.kind].names.length > 0
  const proofs = useQuery({ ...proofsQuery(action.id), enabled: asks }).data?.proofs
  const [proof, setProof] = useState('')
  const [note, setNote] = useState('')
  const none = asks && proofs?.length === 0
  const ownWord = !asks && !action.mayHandOver
  const nothing = action.named ? r('no-proof-of', { name: say(action.named.name) }) : r('no-proof')
  const missing = asks ? !proof && (none ? nothing : r('choose-proof')) : !note.trim() && r('proof-words')
  const off = (ownWord && r('own-word')) || missing || null
  const send = () =>
    act.run(`/review-actions/${action.id}/close`, { ...(proof ? { proof } : {}), ...(note.trim() ? { note: note.trim() } : {}) })
  return (
    <div className="rv-form no-print">
      {none && <p className="b">{nothing}</p>}
      {ownWord && <p className="b">{r('own-word')}</p>}
      {proofs && proofs.length > 0 && (
        <SelectField
          label={r('choose-proof')}
          value={proof}
          choices={proofs.map(({ fact, change }) => ({
            id: fact.position,
            label: [
              dateTime(fact.recordedAt, now, lang()),
              ...(change ? [r('from-to', { before: say(change.before), after: say(change.after) })] : []),
              factWords(fact, lang(), now).text,
            ].join(' · '),
          }))}
          onChange={setProof}
        />
      )}
      <TextField
        label={r(asks ? 'proof-note' : 'proof-words')}
        value={note}
        onChange={setNote}
        lines={2}
        maxLength={500}
        required={!asks}
      />
      <div className="row">
        <Button kind="primary" busy={act.busy} off={off} onPress={() => void send()}>
          {r('done')}
        </Button>
        <Button onPress={onCancel}>{r('cancel')}</Button>
      </div>
      <FieldNote error={act.error?.message ?? null} />
    </div>
  )
}
