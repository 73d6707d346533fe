import type { ReactNode } from 'react'
import type { VitalEntry } from '../../../contract/vital-registry.ts'
import { When } from '../../../ui/age.tsx'
import { say } from '../../messages.ts'
import { SecondAnswers } from '../../parts/second-answers.tsx'
import { t } from './registry-words.ts'
import { Changes } from './vital-changes.tsx'

type Props = { entry: VitalEntry; one: NonNullable<VitalEntry['waiting']> }

/** 等第二人: a definition that opens events, who asked for it and until when, and what the reader may do about it. */
export function VitalWaiting({ entry, one }: Props): ReactNode {
  return (
    <section className="rform" aria-label={t('second.title')}>
      <p>
        <b className="b">{t('second.title')}</b> {t('second.by', { name: one.askedByName })} <When at={one.askedAt} />
      </p>
      <p className="meta">{t('second.why')}</p>
      <Changes changes={one.changes} none={t('entry.no-changes')} />
      <p className="meta">
        {t('second.until')} <When at={one.lapsesAt} />
      </p>
      <SecondAnswers
        door={`/vital-requests/${one.id}`}
        draft={`vitals.refuse.${one.id}`}
        allowed={one.allowed}
        why={one.why}
        small
        words={{
          button: (verb) => t(`second.${verb}`),
          done: (verb) => t(`second.done.${verb}`, { name: say(entry.definition.name) }),
          refuse: t('second.refuse'),
          refuseNote: t('second.refuse-note', { name: one.askedByName }),
        }}
      />
    </section>
  )
}
