import { type ReactNode, useState } from 'react'
import { mostDocumentBytes } from '../../../contract/document-kinds.ts'
import { periodWords } from '../../../contract/period-words.ts'
import type { TargetBoard, TargetIndicatorRow, TargetItemRow, TargetSaid } from '../../../contract/target.ts'
import type { TargetEntryKind } from '../../../contract/target-kinds.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { SelectField } from '../../../ui/select-field.tsx'
import { comma } from '../../../ui/t.ts'
import { FieldNote, TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { say } from '../../messages.ts'
import { useAct } from '../../use-act.ts'
import { PaperField, useBring } from './bring.tsx'
import { g } from './g.ts'

type Row = TargetItemRow | TargetIndicatorRow
type Draft = Record<'words' | 'number' | 'yoy' | 'day' | 'choice' | 'co' | 'why', string> & { stuck: boolean }
const empty: Draft = { words: '', number: '', yoy: '', day: '', choice: '', co: '', why: '', stuck: false }

/** What owners say of a thing in the quarter that is shown; whoever keeps the plan names the owners as well. */
export function SayForm({ board, row, kinds }: { board: TargetBoard; row: Row; kinds: readonly TargetEntryKind[] }): ReactNode {
  const all = board.units.length > 0 ? [...kinds, 'owner' as const] : kinds
  const [kind, setKind] = useState<TargetEntryKind>(kinds[0]!)
  const [draft, setDraft] = useState<Draft>(empty)
  const [paper, setPaper] = useState<File | null>(null)
  const act = useAct()
  const bring = useBring(board.id)
  if (!row.mine)
    return (
      <section>
        <p className="meta">{g('not-mine')}</p>
      </section>
    )
  const made = saidOf(kind, draft, row)
  const large = paper !== null && paper.size > mostDocumentBytes
  const off = made.missing.length > 0 ? g('missing', { what: made.missing.join(comma()) }) : large ? g('field.file') : null
  const send = async () => {
    const of = { subject: row.id, quarter: board.quarter }
    const done = paper
      ? await bring.run({ ...of, words: draft.words.trim(), day: day(draft.day) ?? undefined }, paper)
      : await act.run(`/target-plans/${board.id}/entries`, { ...of, said: made.said })
    if (!done) return
    setDraft(empty)
    setPaper(null)
    toast({ words: g('sent') })
  }
  return (
    <section className="tg-say">
      <h3>
        {g('say')} <span className="meta">{say(periodWords(board.quarter))}</span>
      </h3>
      <SelectField
        label={g('say.kind')}
        value={kind}
        choices={all.map((id) => ({ id, label: g(`kind.${id}`) }))}
        onChange={(id) => {
          setKind(id as TargetEntryKind)
          setDraft(empty)
          setPaper(null)
          act.clear()
          bring.clear()
        }}
      />
      <Fields
        {...{ kind, draft, board, row }}
        asked={act.error?.code === 'target.ask' || draft.why !== ''}
        onDraft={(next) => setDraft({ ...draft, ...next })}
      />
      {kind === 'evidence' && <PaperField paper={paper} onPaper={setPaper} />}
      <Button kind="primary" busy={act.busy || bring.busy} off={off} onPress={() => void send()}>
        {g('send')}
      </Button>
      <FieldNote error={act.error?.message ?? bring.problem} />
    </section>
  )
}

/** `asked`: the value is far from the one before, and the server asked why. */
type FieldsProps = {
  kind: TargetEntryKind
  draft: Draft
  board: TargetBoard
  row: Row
  asked: boolean
  onDraft: (next: Partial<Draft>) => void
}

function Fields({ kind, draft, board, row, asked, onDraft }: FieldsProps): ReactNode {
  const day = (key: 'field.day' | 'field.day-free') => (
    <TextField label={g(key)} value={draft.day} maxLength={10} onChange={(next) => onDraft({ day: next })} />
  )
  if (kind === 'value')
    return (
      <>
        <TextField
          label={g('field.period')}
          value={draft.choice || dueOf(row)}
          maxLength={7}
          onChange={(choice) => onDraft({ choice })}
        />
        <TextField
          label={g('field.value', { unit: 'unit' in row ? say(row.unit) : '' })}
          kind="number"
          value={draft.number}
          onChange={(number) => onDraft({ number })}
        />
        <TextField label={g('field.yoy')} kind="number" value={draft.yoy} onChange={(yoy) => onDraft({ yoy })} />
        {asked && (
          <TextField label={g('field.why')} lines={2} maxLength={500} value={draft.why} onChange={(why) => onDraft({ why })} />
        )}
      </>
    )
  if (kind === 'milestone')
    return (
      <>
        <SelectField
          label={g('field.milestone')}
          value={draft.choice || null}
          choices={'milestones' in row ? row.milestones.map(({ id, name }) => ({ id, label: say(name) })) : []}
          onChange={(choice) => onDraft({ choice })}
        />
        {day('field.day')}
      </>
    )
  if (kind === 'owner') return <OwnerFields {...{ draft, board, onDraft }} />
  return (
    <>
      <TextField
        label={g('field.words')}
        lines={2}
        maxLength={500}
        value={draft.words}
        placeholder={g(kind === 'evidence' ? 'like.evidence' : 'like.words')}
        onChange={(words) => onDraft({ words })}
      />
      {kind === 'progress' && (
        <>
          <TextField label={g('field.percent')} kind="number" value={draft.number} onChange={(number) => onDraft({ number })} />
          <Checkbox value={draft.stuck} onChange={(stuck) => onDraft({ stuck })}>
            {g('field.stuck')}
          </Checkbox>
        </>
      )}
      {(kind === 'next' || kind === 'evidence') && day('field.day-free')}
    </>
  )
}

function OwnerFields({ draft, board, onDraft }: Pick<FieldsProps, 'draft' | 'board' | 'onDraft'>): ReactNode {
  const units = board.units.map(({ id, name }) => ({ id, label: name }))
  return (
    <>
      <SelectField
        label={g('field.unit')}
        value={draft.choice || null}
        choices={units}
        onChange={(choice) => onDraft({ choice })}
      />
      <SelectField
        label={g('field.co')}
        value={draft.co}
        choices={[{ id: '', label: g('field.none') }, ...units]}
        onChange={(co) => onDraft({ co })}
      />
    </>
  )
}

const dueOf = (row: Row): string => ('cadence' in row ? row.due : '')
const day = (text: string): string | null => (/^\d{4}-\d\d-\d\d$/.test(text.trim()) ? text.trim() : null)
const figure = (text: string): number | null => (text.trim() === '' || !Number.isFinite(Number(text)) ? null : Number(text))

/** What the form says as data, and what it still lacks. */
function saidOf(kind: TargetEntryKind, draft: Draft, row: Row): { said: TargetSaid; missing: string[] } {
  const words = draft.words.trim()
  const said: Record<TargetEntryKind, () => TargetSaid> = {
    progress: () => ({ kind: 'progress', words, percent: figure(draft.number), stuck: draft.stuck }),
    milestone: () => ({ kind: 'milestone', milestone: draft.choice, done: day(draft.day) }),
    value: () => ({
      kind: 'value',
      period: draft.choice || dueOf(row),
      value: figure(draft.number),
      yearOnYear: figure(draft.yoy),
      ...(draft.why.trim() ? { why: draft.why.trim() } : {}),
    }),
    reason: () => ({ kind: 'reason', words }),
    next: () => ({ kind: 'next', words, due: day(draft.day) }),
    evidence: () => ({ kind: 'evidence', words, day: day(draft.day), file: null }),
    owner: () => ({ kind: 'owner', unit: draft.choice, coUnits: draft.co ? [draft.co] : [] }),
  }
  const needsWords = kind === 'progress' || kind === 'reason' || kind === 'next' || kind === 'evidence'
  const missing = [
    needsWords && words === '' && g('field.words'),
    kind === 'milestone' && !draft.choice && g('field.milestone'),
    kind === 'milestone' && day(draft.day) === null && g('field.day'),
    kind === 'value' && figure(draft.number) === null && g('kind.value'),
    kind === 'owner' && !draft.choice && g('field.unit'),
  ].filter((one) => one !== false)
  return { said: said[kind](), missing }
}
