import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { Detail } from '../../../../contract/detail.ts'
import type { ObjectRequest } from '../../../../contract/object-requests.ts'
import type { AnswerVerb } from '../../../../contract/second-person.ts'
import { When } from '../../../../ui/age.tsx'
import { Button } from '../../../../ui/button.tsx'
import { riskWord } from '../../../../ui/risk-badge.tsx'
import { FieldNote } from '../../../../ui/text-field.tsx'
import { toast } from '../../../../ui/toast.tsx'
import { t as plain, say } from '../../../messages.ts'
import { ReasonForm } from '../../../parts/reason-form.tsx'
import { useAct } from '../../../use-act.ts'
import { fieldValue, fieldWords } from '../value-words.ts'
import { Proofs } from '../why/proofs.tsx'
import { requestsOf } from './queries.ts'
import { t } from './words.ts'

type Defs = Readonly<Record<string, Detail>>

/** A change of this object that waits for a second person: what would become another, why, and what the reader may do about it. */
export function Waiting({ id, details }: { id: string; details: Defs }): ReactNode {
  const one = useQuery(requestsOf({ object: id })).data?.rows[0]
  return one ? <Request key={one.id} one={one} details={details} /> : null
}

function Request({ one, details }: { one: ObjectRequest; details: Defs }): ReactNode {
  const act = useAct()
  const answer = async (verb: AnswerVerb) => {
    const done = await act.run(`/object-requests/${one.id}/${verb}`, {})
    if (done) toast({ words: t(`done.${verb}`, { name: one.name }) })
  }
  const [refusing, setRefusing] = useState(false)
  const refuse = async (note: string) => {
    const done = await act.run(`/object-requests/${one.id}/refuse`, { note })
    if (done) toast({ words: t('done.refuse', { name: one.name }) })
    return done
  }
  return (
    <section className="rform second" aria-label={t('title')}>
      <p>
        <b className="b">{t('title')}</b> {t('by', { name: one.askedByName })} <When at={one.askedAt} />
      </p>
      <ul className="second-changes">
        {one.changes.map(({ field, personal, from, to }) => (
          <li key={field} className="wrap-anywhere">
            <span className="t2">{fieldWords(field, details)}</span>{' '}
            {personal
              ? plain('objects.personal-changed')
              : `${fieldValue(field, from, details)} → ${fieldValue(field, to, details)}`}
          </li>
        ))}
      </ul>
      {one.leaves.map(({ object, name, from, to }) => (
        <p key={object}>
          {t(object === one.object ? 'leaves' : 'leaves-other', { name, from: riskWord(from), to: riskWord(to) })}
        </p>
      ))}
      {one.reason && <p className="wrap-anywhere">{t('reason', { reason: one.reason })}</p>}
      {one.sheet && <p className="t2">{plain('objects.by-sheet', { sheet: one.sheet })}</p>}
      <Proofs files={one.evidence} />
      <p className="meta">
        {t('until')} <When at={one.lapsesAt} />
      </p>
      <div className="row wrap">
        {one.allowed.map((verb) => (
          <Button
            key={verb}
            small
            busy={act.busy}
            {...(verb === 'confirm' ? { kind: 'primary' as const } : {})}
            onPress={() => (verb === 'refuse' ? setRefusing(true) : void answer(verb))}
          >
            {verb === 'refuse' ? t('refuse-why') : t(verb)}
          </Button>
        ))}
        {!one.allowed.includes('confirm') && one.why && <span className="meta">{say(one.why)}</span>}
      </div>
      {refusing && one.allowed.includes('refuse') ? (
        <ReasonForm
          draft={`objects.refuse.${one.id}`}
          title={t('refuse')}
          note={t('refuse-note', { name: one.askedByName })}
          verb={t('refuse')}
          act={act}
          onSend={refuse}
          onCancel={() => setRefusing(false)}
        />
      ) : (
        <FieldNote error={act.error?.message ?? null} />
      )}
    </section>
  )
}
