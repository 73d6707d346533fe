import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { HazardLetters, Letter, LetterVerb } from '../../../contract/hazard.ts'
import { When } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { OldNote, Unread } from '../../../ui/screen.tsx'
import { SelectField } from '../../../ui/select-field.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { say, t } from '../../messages.ts'
import { ReasonForm } from '../../parts/reason-form.tsx'
import { useAct } from '../../use-act.ts'
import { byWord } from './by-word.ts'
import { lettersQuery } from './hazard-queries.ts'

const deliveries = ['in-person', 'left', 'post', 'electronic'] as const

/** The letters about a hazard, and what may be done with them. */
export function Letters({ event }: { event: string }): ReactNode {
  const query = useQuery(lettersQuery(event))
  const [writes, setWrites] = useState(false)
  if (!query.data) return <Unread query={query} />
  const { rows, mayIssue } = query.data
  return (
    <section>
      <OldNote query={query} />
      <h3>{t('letter.title')}</h3>
      {rows.length === 0 && !writes && <p className="meta">{t('letter.none')}</p>}
      {mayIssue && !writes && (
        <Button small kind="primary" onPress={() => setWrites(true)}>
          {t('letter.issue')}
        </Button>
      )}
      {writes && <Issue event={event} letters={query.data} onClose={() => setWrites(false)} />}
      <ul className="hz-letters">
        {rows.map((letter) => (
          <One key={letter.id} letter={letter} />
        ))}
      </ul>
    </section>
  )
}

function Issue({ event, letters, onClose }: { event: string; letters: HazardLetters; onClose: () => void }): ReactNode {
  const act = useAct()
  const [days, setDays] = useState(String(letters.days))
  // The register's own is written there already; a person is known by a masked name, which is no address: left empty, the register's stands.
  const known = letters.recipient && !letters.recipient.includes('*') ? letters.recipient : ''
  const [recipient, setRecipient] = useState(known)
  const n = Number(days)
  const off =
    !Number.isInteger(n) || n < 1 || n > 365
      ? t('letter.days-wrong')
      : !letters.recipient && !recipient.trim()
        ? t('letter.no-recipient')
        : null
  const send = async (demand: string) => {
    const other = recipient.trim() === known ? '' : recipient.trim()
    const done = await act.run(`/events/${event}/letters`, { demand, days: n, ...(other ? { recipient: other } : {}) })
    if (done) {
      toast({ words: t('letter.issued') })
      onClose()
    }
    return done
  }
  return (
    <ReasonForm
      draft={`letter:${event}`}
      title={t('letter.issue')}
      verb={t('letter.send')}
      label={t('letter.demand')}
      audience="public"
      most={1000}
      off={off}
      act={act}
      onSend={send}
      onCancel={onClose}
    >
      <TextField
        label={t('letter.recipient')}
        value={recipient}
        onChange={setRecipient}
        maxLength={80}
        hint={letters.recipient ? t('letter.recipient-is', { name: letters.recipient }) : t('letter.recipient-none')}
      />
      <TextField label={t('letter.days')} kind="number" value={days} onChange={setDays} hint={t('letter.days-how')} />
    </ReasonForm>
  )
}

function One({ letter }: { letter: Letter }): ReactNode {
  const [doing, setDoing] = useState<LetterVerb | null>(null)
  const { id, no, state, allowed } = letter
  return (
    <li>
      <p className="row wrap">
        <b className="b">{no}</b>
        <Tag kind={letter.overdue ? 'strong' : 'plain'}>{letter.overdue ? t('letter.overdue') : t(`letter.state.${state}`)}</Tag>
      </p>
      <p className="t2">
        {t('letter.to', { name: letter.recipient })} · {t('letter.by', { time: byWord(letter.dueAt) })}
        {letter.extended > 0 && ` · ${t('letter.extended', { n: letter.extended })}`}
      </p>
      <p className="wrap-anywhere">{letter.demand}</p>
      {letter.delivered && (
        <p className="t2">
          <When at={letter.delivered.at} /> {t(`letter.how.${letter.delivered.how as 'left'}`)} {letter.delivered.note}
        </p>
      )}
      {letter.ended && (
        <p className="t2">
          <When at={letter.ended.at} /> {t(`letter.state.${state}`)} {letter.ended.note}
        </p>
      )}
      {doing ? (
        <Doing letter={letter} verb={doing} onClose={() => setDoing(null)} />
      ) : (
        <div className="row wrap">
          {allowed.map((verb) => (
            <Button key={verb} small onPress={() => setDoing(verb)}>
              {t(`letter.do.${verb}`)}
            </Button>
          ))}
          <Link className="btn small" to="/letters/$id" params={{ id }}>
            {t('letter.print')}
          </Link>
        </div>
      )}
    </li>
  )
}

function Doing({ letter, verb, onClose }: { letter: Letter; verb: LetterVerb; onClose: () => void }): ReactNode {
  const act = useAct()
  const [how, setHow] = useState<string>('in-person')
  const [days, setDays] = useState('7')
  const [kept, setKept] = useState<string | null>(null)
  const n = Number(days)
  const off =
    verb === 'extend' && !(Number.isInteger(n) && n >= 1 && n <= 90)
      ? t('letter.days-wrong')
      : verb === 'reinspect' && kept === null
        ? t('letter.kept-or-not')
        : null
  const send = async (note: string) => {
    const more = {
      deliver: { how, ...(note ? { note } : {}) },
      extend: { days: n, note },
      reinspect: { kept: kept === 'kept', note },
      refuse: { note },
      withdraw: { note },
    }[verb]
    const done = await act.run(`/letters/${letter.id}/act`, { verb, version: letter.version, ...more })
    if (done) onClose()
    return done
  }
  return (
    <ReasonForm
      draft={`letter:${letter.id}:${verb}`}
      title={t(`letter.do.${verb}`)}
      verb={t(`letter.do.${verb}`)}
      label={t('letter.note')}
      least={verb === 'deliver' ? 0 : 2}
      most={300}
      off={off}
      act={act}
      onSend={send}
      onCancel={onClose}
    >
      {verb === 'deliver' && (
        <SelectField
          label={t('letter.how')}
          choices={deliveries.map((id) => ({ id, label: t(`letter.how.${id}`) }))}
          value={how}
          onChange={setHow}
        />
      )}
      {verb === 'extend' && <TextField label={t('letter.more-days')} kind="number" value={days} onChange={setDays} />}
      {verb === 'reinspect' && (
        <SelectField
          label={t('letter.result')}
          choices={(['kept', 'not-kept'] as const).map((id) => ({ id, label: t(`letter.state.${id}`) }))}
          value={kept}
          onChange={setKept}
        />
      )}
      {verb === 'reinspect' && <p className="meta">{t('letter.kept-note')}</p>}
      {verb === 'withdraw' && letter.consequence && <p className="meta">{say(letter.consequence)}</p>}
    </ReasonForm>
  )
}
