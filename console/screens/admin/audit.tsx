import { useInfiniteQuery } from '@tanstack/react-query'
import { type ReactNode, useDeferredValue, useState } from 'react'
import { When } from '../../../ui/age.tsx'
import { useNow } from '../../../ui/clock.ts'
import { actorPlace, factWords } from '../../../ui/fact-words.ts'
import { useLoadedPackWords } from '../../../ui/pack-words.ts'
import { SelectField } from '../../../ui/select-field.tsx'
import { lang } from '../../../ui/t.ts'
import { TextField } from '../../../ui/text-field.tsx'
import { t, tell } from '../../messages.ts'
import { auditEntries, type Entry } from './admin-queries.ts'
import type { OnChange } from './on-change.ts'
import { type Cell, PagedTable } from './paged-table.tsx'

/** Kinds of facts worth a search of their own; any other is found by leaving the filter open. */
const kinds = [
  'session.opened',
  'session.unknown',
  'session.refused',
  'account.locked',
  'personal.revealed',
  'appointment.made',
  'appointment.asked',
  'appointment.refused',
  'appointment.ended',
  'appointment.delegated',
  'person.made',
  'person.ended',
  'post.made',
  'post.ended',
  'unit.made',
  'unit.changed',
  'post.changed',
  'person.changed',
  'directory.taken',
  'unit.ended',
  'key.made',
  'key.ended',
  'sender.registered',
  'sender.changed',
  'sender.terminal-replaced',
  'sender.ended',
] as const
const ALL = 'all'

function Sentence({ entry }: { entry: Entry }): ReactNode {
  const now = useNow()
  useLoadedPackWords()
  const words = factWords(entry, lang(), now)
  return <span className="wrap-any">{words.text}</span>
}

const cells = (): Cell<Entry>[] => [
  { label: t('audit.time'), of: (e) => <When at={e.recordedAt} seconds /> },
  { label: t('audit.what'), of: (e) => <Sentence entry={e} /> },
  { label: t('audit.who'), of: (e) => actorPlace(e.actor) },
  { label: t('audit.kind'), of: (e) => <span className="meta">{e.kind}</span> },
  { label: t('audit.position'), of: (e) => <span className="meta">{e.position}</span> },
]

/** Who did what to people, rights and personal data. Read only; the chain of facts shows any change. */
export function Audit({ kind, change }: { kind: string | undefined; change: OnChange }): ReactNode {
  const [words, setWords] = useState('')
  const person = useDeferredValue(words.trim())
  const query = useInfiniteQuery(auditEntries({ kind, person: person || undefined }))
  return (
    <>
      <div className="row wrap">
        <div className="narrow">
          <SelectField
            label={t('audit.kind')}
            hideLabel
            choices={[
              { id: ALL, label: t('audit.every-kind') },
              ...kinds.map((id) => ({ id, label: tell(`audit.${id}`) ?? id })),
            ]}
            value={kind ?? ALL}
            onChange={(id) => change({ kind: id === ALL ? undefined : id })}
          />
        </div>
        <div className="narrow">
          <TextField
            label={t('audit.person')}
            hideLabel
            kind="search"
            value={words}
            onChange={setWords}
            placeholder={t('audit.person')}
          />
        </div>
        <span className="meta">{t('audit.note')}</span>
      </div>
      <PagedTable label={t('admin.audit')} query={query} keyOf={(e) => e.position} none={t('audit.none')} cells={cells()} />
    </>
  )
}
