import { useInfiniteQuery } from '@tanstack/react-query'
import { type ReactNode, useDeferredValue, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { List } from '../../../ui/list.tsx'
import { FixedField, TextField } from '../../../ui/text-field.tsx'
import { t } from '../../messages.ts'
import { adminPeople, adminPosts } from './admin-queries.ts'

type Choice = { id: string; name: string; note: string }
type Props = {
  label: string
  value: Choice | null
  onChange: (choice: Choice | null) => void
  words: string
  onWords: (words: string) => void
  rows: readonly Choice[]
}

function Pick({ label, value, onChange, words, onWords, rows }: Props): ReactNode {
  if (value)
    return (
      <div className="row bottom">
        <div className="grow">
          <FixedField label={label} value={`${value.name} · ${value.note}`} />
        </div>
        <Button onPress={() => onChange(null)}>{t('form.other')}</Button>
      </div>
    )
  return (
    <div className="col">
      <TextField label={label} required kind="search" value={words} onChange={onWords} />
      {words && (
        <div className="pick-list">
          <List
            label={label}
            rows={rows}
            keyOf={(r) => r.id}
            words={(r) => r.name}
            current={null}
            onCurrent={(id) => onChange(rows.find((r) => r.id === id) ?? null)}
            none={<p className="meta state">{t('admin.none')}</p>}
            rowOf={(r) => (
              <>
                <span />
                <span className="h">{r.name}</span>
                <span className="meta">{r.note}</span>
              </>
            )}
          />
        </div>
      )}
    </div>
  )
}

type Field = { label: string; value: Choice | null; onChange: (choice: Choice | null) => void }

/** Chooses a post by its name or its unit's. */
export function PostField(props: Field): ReactNode {
  const [words, setWords] = useState('')
  const q = useDeferredValue(words.trim())
  const query = useInfiniteQuery({ ...adminPosts({ q }), enabled: q.length > 0 })
  const rows = (query.data?.pages[0]?.rows ?? []).map((p) => ({ id: p.id, name: p.name, note: p.unitName }))
  return <Pick {...props} words={words} onWords={setWords} rows={rows} />
}

/** Chooses a person by name. */
export function PersonField(props: Field): ReactNode {
  const [words, setWords] = useState('')
  const q = useDeferredValue(words.trim())
  const query = useInfiniteQuery({ ...adminPeople({ q }), enabled: q.length > 0 })
  const rows = (query.data?.pages[0]?.rows ?? []).map((p) => ({
    id: p.id,
    name: p.name,
    note: p.posts.map((x) => `${x.unitName} ${x.postName}`).join('、'),
  }))
  return <Pick {...props} words={words} onWords={setWords} rows={rows} />
}
