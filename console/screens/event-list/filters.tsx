import { type ReactNode, useState } from 'react'
import { boardWords } from '../../../contract/check-up-kinds.ts'
import type { EventRow } from '../../../contract/event.ts'
import { Button } from '../../../ui/button.tsx'
import { Chip, FilterChip } from '../../../ui/chip.tsx'
import { Menu } from '../../../ui/menu.tsx'
import { GradeShape } from '../../../ui/risk-shape.tsx'
import { comma, lang, t as part } from '../../../ui/t.ts'
import { toast } from '../../../ui/toast.tsx'
import { useArea } from '../../frame/use-area.ts'
import { say, t } from '../../messages.ts'
import { saveFile } from '../../parts/save-file.ts'
import { SearchWords } from '../../parts/search-words.tsx'
import { stateWords } from '../../parts/state-words.ts'
import { asked } from '../../queries.ts'
import { type Change, type EventFilter, gradesIn, toggleWord } from '../../search.ts'
import { JudgedChip } from './judged-chip.tsx'

const grades = ['extraordinary', 'major', 'serious', 'ordinary'] as const
const states = ['open', 'handling', 'checking', 'suspended', 'parked', 'closed', 'merged', 'false-alarm'] as const

type OnChange = (next: Change<EventFilter>) => void

/** Saves the list as it is filtered, for a table program. */
const save = (filter: EventFilter, area: string | undefined): Promise<void> =>
  saveFile('/events.csv', { query: { ...asked({ ...filter, area }), lang: lang() === 'en' ? 'en' : 'zh' } })

function typesOf(rows: readonly EventRow[]): { id: string; name: string }[] {
  return [...new Map(rows.map((r) => [r.type, say(r.typeName)]))].map(([id, name]) => ({ id, name }))
}

/** Filters in the address: grades by shape, state, type, words; the area comes from the top bar and can be taken off here. */
export function Filters({
  filter,
  rows,
  change,
  children,
}: {
  filter: EventFilter
  rows: readonly EventRow[]
  change: OnChange
  /** what can be done with the filter as a whole */
  children: ReactNode
}): ReactNode {
  const area = useArea()
  const [busy, setBusy] = useState(false)
  const on = gradesIn(filter.grade, grades)
  const types = typesOf(rows)
  const any = filter.grade || filter.state || filter.type || filter.board || filter.judged || filter.q
  const exported = async () => {
    setBusy(true)
    try {
      await save({ ...filter, view: filter.view ?? 'open' }, area.wish)
    } catch (error) {
      if (!(error instanceof Error)) throw error
      toast({ words: error.message, problem: true })
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="fl">
      {area.wish && (
        <FilterChip name={t('list.area')} value={area.trail.at(-1)?.name ?? ''} onRemove={() => area.choose(area.trail[0])} />
      )}
      {filter.state && (
        <FilterChip
          name={t('column.state')}
          value={filter.state.split(',').map(stateWords).join(comma())}
          onRemove={() => change({ state: undefined })}
        />
      )}
      {filter.board && (
        <FilterChip name={t('list.board')} value={say(boardWords(filter.board))} onRemove={() => change({ board: undefined })} />
      )}
      {filter.judged && <JudgedChip judged={filter.judged} onRemove={() => change({ judged: undefined })} />}
      {filter.type && (
        <FilterChip
          name={t('list.type')}
          value={types.find((x) => x.id === filter.type)?.name ?? filter.type}
          onRemove={() => change({ type: undefined })}
        />
      )}
      {grades.map((g) => (
        <Chip key={g} on={on.includes(g)} onPress={() => change({ grade: toggleWord(filter.grade, g) })}>
          <GradeShape grade={g} size={16} label="" />
          {part(`grade.${g}`)}
        </Chip>
      ))}
      <Menu
        small
        words={t('column.state')}
        entries={states.map((s) => ({
          id: s,
          label: stateWords(s),
          onPress: () => change({ state: toggleWord(filter.state, s) }),
        }))}
      />
      <Menu
        small
        words={t('list.type')}
        entries={types.map((x) => ({ id: x.id, label: x.name, onPress: () => change({ type: x.id }) }))}
      />
      {any && (
        <button
          type="button"
          className="linkish"
          onClick={() =>
            change({ grade: undefined, state: undefined, type: undefined, board: undefined, judged: undefined, q: undefined })
          }
        >
          {t('list.clear')}
        </button>
      )}
      <span className="grow" />
      {children}
      <SearchWords label={t('list.find')} q={filter.q} change={change} />
      <Button small icon="export" busy={busy} onPress={() => void exported()}>
        {t('list.export')}
      </Button>
    </div>
  )
}
