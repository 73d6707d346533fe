import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import type { HouseholdList } from '../../../contract/evacuation.ts'
import type { ObjectEntry } from '../../../contract/register.ts'
import { get } from '../../../ui/api.ts'
import { Button } from '../../../ui/button.tsx'
import { Failed } from '../../../ui/screen.tsx'
import { FieldNote, TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { useAct } from '../../use-act.ts'
import { t } from '../evacuation/words.ts'
import { readHouseholds } from './read-households.ts'

type Rows = z.infer<typeof HouseholdList>
const most = 8

const householdsQuery = (id: string) => ({
  queryKey: ['objects', 'households', id],
  queryFn: ({ signal }: { signal: AbortSignal }) => get<Rows>(`/objects/${encodeURIComponent(id)}/households`, {}, signal),
})

/** 受威胁户: whom the object threatens, masked; its keeper replaces the whole list by a pasted table. */
export function Households({ entry }: { entry: ObjectEntry }): ReactNode {
  const [editing, setEditing] = useState(false)
  const query = useQuery(householdsQuery(entry.id))
  const list = query.data
  const rows = list?.rows
  return (
    <section>
      <div className="row">
        <h3 className="grow">{t('house.title')}</h3>
        {entry.mayChange && !editing && (
          <Button small onPress={() => setEditing(true)}>
            {t('house.edit')}
          </Button>
        )}
      </div>
      {query.error && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {editing && (
        <Edit
          id={entry.id}
          onClose={(saved) => {
            setEditing(false)
            if (saved) void query.refetch()
          }}
        />
      )}
      {list && !editing && (
        <p className="meta">
          {list.households === 0 ? t('house.none') : t('house.sum', { n: list.households, persons: list.persons })}
          {list.households > 0 && !list.named && ` · ${t('house.others')}`}
        </p>
      )}
      {rows && !editing && rows.length > 0 && (
        <ul className="shifts">
          {rows.slice(0, most).map((row) => (
            <li key={row.id}>
              {row.door} · {row.head} · {row.persons}
              {row.help && <span className="t2"> · {row.help}</span>}
            </li>
          ))}
          {rows.length > most && <li className="t2">{t('house.more', { n: rows.length - most })}</li>}
        </ul>
      )}
    </section>
  )
}

function Edit({ id, onClose }: { id: string; onClose: (saved: boolean) => void }): ReactNode {
  const [text, setText] = useState('')
  const act = useAct()
  const { rows, bad } = readHouseholds(text)
  const save = async () => {
    if ((await act.run(`/objects/${encodeURIComponent(id)}/households`, { rows })) === null) return
    toast({ words: t('house.saved') })
    onClose(true)
  }
  const wrong = bad === null ? null : t('house.bad-row', { row: bad })
  return (
    <>
      <TextField label={t('house.paste')} lines={6} maxLength={200_000} value={text} onChange={setText} audience="internal" />
      <p className="meta">{t('house.note')}</p>
      <FieldNote error={wrong ?? act.error?.message ?? null} />
      <div className="row wrap">
        <Button kind="primary" busy={act.busy} off={wrong ?? (text.trim() ? null : t('house.none'))} onPress={() => void save()}>
          {t('house.save', { n: rows.length })}
        </Button>
        <Button onPress={() => onClose(false)}>{t('house.cancel')}</Button>
      </div>
    </>
  )
}
