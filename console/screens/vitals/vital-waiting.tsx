import { type ReactNode, useState } from 'react'
import type { AnswerVerb } from '../../../contract/second-person.ts'
import type { VitalEntry } from '../../../contract/vital-registry.ts'
import { When } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { FieldNote } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { say } from '../../messages.ts'
import { ReasonForm } from '../../parts/reason-form.tsx'
import { useAct } from '../../use-act.ts'
import { t } from './registry-words.ts'
import { Changes } from './vital-changes.tsx'

type Props = { entry: VitalEntry; one: NonNullable<VitalEntry['waiting']> }

/** 等第二人: a definition that opens events, who asked for it and until when, and what the reader may do about it. */
export function VitalWaiting({ entry, one }: Props): ReactNode {
  const act = useAct()
  const name = say(entry.definition.name)
  const [refusing, setRefusing] = useState(false)
  const answer = async (verb: AnswerVerb, body: { note?: string } = {}) => {
    const done = await act.run(`/vital-requests/${one.id}/${verb}`, body)
    if (done) toast({ words: t(`second.done.${verb}`, { name }) })
    return done
  }
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
      <div className="row wrap">
        {one.allowed.map((verb) => (
          <Button
            key={verb}
            small
            busy={act.busy}
            {...(verb === 'confirm' ? { kind: 'primary' as const } : {})}
            onPress={() => (verb === 'refuse' ? setRefusing(true) : void answer(verb))}
          >
            {t(`second.${verb}`)}
          </Button>
        ))}
        {!one.allowed.includes('confirm') && one.why && <span className="meta">{say(one.why)}</span>}
      </div>
      {refusing && one.allowed.includes('refuse') ? (
        <ReasonForm
          draft={`vitals.refuse.${one.id}`}
          title={t('second.refuse')}
          note={t('second.refuse-note', { name: one.askedByName })}
          verb={t('second.refuse')}
          act={act}
          onSend={(note) => answer('refuse', { note })}
          onCancel={() => setRefusing(false)}
        />
      ) : (
        <FieldNote error={act.error?.message ?? null} />
      )}
    </section>
  )
}
