import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Detail } from '../../../../contract/detail.ts'
import type { ObjectRequest } from '../../../../contract/object-requests.ts'
import { When } from '../../../../ui/age.tsx'
import { riskWord } from '../../../../ui/risk-badge.tsx'
import { t as plain } from '../../../messages.ts'
import { SecondAnswers } from '../../../parts/second-answers.tsx'
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
      <SecondAnswers
        door={`/object-requests/${one.id}`}
        draft={`objects.refuse.${one.id}`}
        allowed={one.allowed}
        why={one.why}
        small
        words={{
          button: (verb) => (verb === 'refuse' ? t('refuse-why') : t(verb)),
          done: (verb) => t(`done.${verb}`, { name: one.name }),
          refuse: t('refuse'),
          refuseNote: t('refuse-note', { name: one.askedByName }),
        }}
      />
    </section>
  )
}
