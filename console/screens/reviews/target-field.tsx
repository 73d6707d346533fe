import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useDeferredValue, useState } from 'react'
import type { NamedTarget } from '../../../contract/review.ts'
import type { ActionKind } from '../../../contract/review-kinds.ts'
import { Button } from '../../../ui/button.tsx'
import { List } from '../../../ui/list.tsx'
import { FixedField, TextField } from '../../../ui/text-field.tsx'
import { say } from '../../messages.ts'
import { targetsQuery } from './review-queries.ts'
import { r } from './words.ts'

type Props = { review: string; kind: ActionKind; value: NamedTarget | null; onChange: (target: NamedTarget | null) => void }

const nameOf = ({ name, stands }: NamedTarget): string => r('target-stands', { name: say(name), stands: say(stands) })

/** Chooses the one thing an action will change, from what is really there, with how it stands. */
export function TargetField({ review, kind, value, onChange }: Props): ReactNode {
  const [words, setWords] = useState('')
  const q = useDeferredValue(words.trim())
  const found = useQuery(targetsQuery(review, { kind, q: q || undefined }))
  if (value)
    return (
      <div className="row bottom">
        <div className="grow">
          <FixedField label={r('target')} value={nameOf(value)} />
        </div>
        <Button onPress={() => onChange(null)}>{r('target-other')}</Button>
      </div>
    )
  const rows = found.data?.rows ?? []
  return (
    <div className="col">
      <TextField label={r('target')} required kind="search" value={words} onChange={setWords} placeholder={r('target-search')} />
      <div className="pick-list">
        <List
          label={r('target')}
          rows={rows}
          keyOf={({ target }) => JSON.stringify(target)}
          words={nameOf}
          current={null}
          onCurrent={(key) => onChange(rows.find(({ target }) => JSON.stringify(target) === key) ?? null)}
          none={
            <p className="meta state">
              {found.error ? found.error.message : r(found.isPending ? 'target-reading' : 'target-none')}
            </p>
          }
          rowOf={(one) => (
            <>
              <span />
              <span className="h">
                {say(one.name)} <span className="meta">{say(one.stands)}</span>
              </span>
            </>
          )}
        />
      </div>
      {found.data?.more && <p className="meta">{r('target-more', { n: rows.length })}</p>}
    </div>
  )
}
