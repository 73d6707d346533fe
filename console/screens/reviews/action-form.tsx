import { type ReactNode, useState } from 'react'
import type { NamedTarget, Review } from '../../../contract/review.ts'
import { type ActionKind, actionKindIds, actionKinds } from '../../../contract/review-kinds.ts'
import { Button } from '../../../ui/button.tsx'
import { DateField } from '../../../ui/date-field.tsx'
import { SelectField } from '../../../ui/select-field.tsx'
import { FieldNote, TextField } from '../../../ui/text-field.tsx'
import { say } from '../../messages.ts'
import { UnitField } from '../../parts/act-form/unit-field.tsx'
import { useAct } from '../../use-act.ts'
import { TargetField } from './target-field.tsx'
import { r } from './words.ts'

/** Sets an action: what exactly is changed, by which unit, until when. */
export function ActionForm({ review, onDone }: { review: Review; onDone: () => void }): ReactNode {
  const act = useAct()
  const [kind, setKind] = useState<ActionKind>('rule')
  const [target, setTarget] = useState<NamedTarget | null>(null)
  const [words, setWords] = useState('')
  const [unit, setUnit] = useState<string | null>(null)
  const [due, setDue] = useState<string | null>(null)
  const asks = actionKinds[kind].names.length > 0
  const ready = words.trim().length >= 2 && unit !== null && due !== null && (!asks || target !== null)
  const send = async () => {
    const named = asks && target ? { target: target.target } : {}
    if (await act.run(`/reviews/${review.id}/actions`, { kind, ...named, words: words.trim(), unit, due })) onDone()
  }
  return (
    <div className="rv-form no-print">
      <SelectField
        label={r('kind')}
        value={kind}
        choices={actionKindIds.map((id) => ({ id, label: say(actionKinds[id]) }))}
        onChange={(id) => {
          setKind(id as ActionKind)
          setTarget(null)
        }}
      />
      {asks && <TargetField key={kind} review={review.id} kind={kind} value={target} onChange={setTarget} />}
      <TextField label={r('words')} value={words} onChange={setWords} lines={2} maxLength={500} required />
      <UnitField label={r('unit')} required area={review.area} value={unit} onChange={setUnit} />
      <DateField label={r('due')} value={due} onChange={setDue} min={review.at} required />
      <div className="row">
        <Button
          kind="primary"
          busy={act.busy}
          off={ready ? null : [...(asks ? [r('target')] : []), r('words'), r('unit'), r('due')].join(' · ')}
          onPress={() => void send()}
        >
          {r('add')}
        </Button>
        <Button onPress={onDone}>{r('cancel')}</Button>
      </div>
      <FieldNote error={act.error?.message ?? null} />
    </div>
  )
}
