import type { ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'
import { List } from '../../ui/list.tsx'
import { FixedField, TextField } from '../../ui/text-field.tsx'
import { t } from '../messages.ts'

export type Choice = { id: string; name: string; note: string }
/** What a search has to say so far: a cached answer to other words is none. */
export type Finding = {
  error: Error | null
  isPlaceholderData: boolean
  isPending: boolean
  refetch: () => unknown
}
type Props = {
  label: string
  value: Choice | null
  onChange: (choice: Choice | null) => void
  words: string
  onWords: (words: string) => void
  /** the words that were searched for */
  wanted: string
  rows: readonly Choice[]
  query: Finding
}

/** Chooses one of what a search finds. That nobody was found it only says once the search has answered. */
export function Pick({ label, value, onChange, words, onWords, wanted, rows, query }: Props): ReactNode {
  if (value)
    return (
      <div className="row bottom">
        <div className="grow">
          <FixedField label={label} value={`${value.name} · ${value.note}`} />
        </div>
        <Button onPress={() => onChange(null)}>{t('form.other')}</Button>
      </div>
    )
  const isOpen = query.isPending || query.isPlaceholderData || wanted !== words.trim()
  return (
    <div className="col">
      <TextField label={label} required kind="search" value={words} onChange={onWords} />
      {words.trim() && (
        <div className="pick-list">
          {query.error ? (
            <p className="row wrap meta state" role="alert">
              {t('pick.failed', { why: query.error.message })}
              <Button small onPress={() => void query.refetch()}>
                {t('pick.again')}
              </Button>
            </p>
          ) : (
            <List
              label={label}
              rows={isOpen ? [] : rows}
              keyOf={(r) => r.id}
              words={(r) => r.name}
              current={null}
              onCurrent={(id) => onChange(rows.find((r) => r.id === id) ?? null)}
              none={<p className="meta state">{t(isOpen ? 'pick.searching' : 'pick.none')}</p>}
              rowOf={(r) => (
                <>
                  <span />
                  <span className="h">{r.name}</span>
                  <span className="meta">{r.note}</span>
                </>
              )}
            />
          )}
        </div>
      )}
    </div>
  )
}
