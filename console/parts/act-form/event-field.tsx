import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useDeferredValue, useState } from 'react'
import { CaseTitle } from '../../../ui/case-title.tsx'
import { distance } from '../../../ui/format.ts'
import { gradeWords } from '../../../ui/grade-badge.tsx'
import { List } from '../../../ui/list.tsx'
import { GradeShape } from '../../../ui/risk-shape.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { t } from '../../messages.ts'
import { eventPageQuery } from '../../queries.ts'
import { distanceM } from '../../rules/local-map.ts'
import { stateWords } from '../state-words.ts'
import type { Place } from './place.ts'

type Props = { label: string; place: Place; value: string | null; onChange: (event: string) => void }

/** Chooses an open event of the same area, nearest first, or by number and title. */
export function EventField({ label, place, value, onChange }: Props): ReactNode {
  const [words, setWords] = useState('')
  const q = useDeferredValue(words.trim())
  const area = place.area.split('/').slice(0, 2).join('/')
  const found = useQuery(eventPageQuery({ view: 'open', area: `${area}/`, ...(q ? { q } : {}) }, 50))
  const rows = (found.data?.rows ?? [])
    .filter((e) => e.id !== place.own)
    .map((e) => ({ ...e, away: distanceM(place, e) }))
    .toSorted((a, b) => a.away - b.away)
  return (
    <div className="col">
      <TextField label={label} kind="search" required value={words} onChange={setWords} placeholder={t('merge.search')} />
      <div className="pick-list">
        <List
          label={label}
          rows={rows}
          keyOf={(e) => e.id}
          words={(e) => e.title}
          current={value}
          onCurrent={onChange}
          none={<p className="meta state">{t('merge.none-found')}</p>}
          rowOf={(e) => (
            <>
              <GradeShape grade={e.grade} size={18} label={gradeWords(e.grade)} />
              <span className="col">
                <span className="h el">
                  <CaseTitle title={e.title} />
                </span>
                <span className="l el">
                  {distance(e.away)} · {stateWords(e.state)} · {e.no}
                </span>
              </span>
            </>
          )}
        />
      </div>
    </div>
  )
}
