import { type ReactNode, useState } from 'react'
import type { DutyPost, DutyShift } from '../../../contract/duty.ts'
import { useNow } from '../../../ui/clock.ts'
import { SelectField } from '../../../ui/select-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { t } from '../../messages.ts'
import { ReasonForm } from '../../parts/reason-form.tsx'
import { useAct } from '../../use-act.ts'
import { momentWords } from './words.ts'

export type Verb = 'hand-over' | 'substitute' | 'cancel'
type Props = { row: DutyPost; verb: Verb; shift: DutyShift; onClose: () => void }

/** Hands over, lets another stand in, or takes a shift back: with a reason, which is kept. */
export function ShiftForm({ row, verb, shift, onClose }: Props): ReactNode {
  const others = row.people.filter(({ person }) => person !== shift.person)
  const [person, setPerson] = useState<string | null>(others[0]?.person ?? null)
  const now = useNow()
  const act = useAct()
  const nextName = row.next?.personName ?? ''
  const nameOf = others.find((one) => one.person === person)?.name ?? ''
  const send = async (reason: string) => {
    const body = verb === 'substitute' ? { reason, person } : { reason }
    const done = await act.run(`/duty/shifts/${shift.id}/${verb}`, body)
    if (done === null) return null
    const said = { 'hand-over': 'duty.handed-over', substitute: 'duty.substituted', cancel: 'duty.cancelled' } as const
    toast({ words: t(said[verb], { name: verb === 'hand-over' ? nextName : nameOf }) })
    onClose()
    return done
  }
  const notes = {
    'hand-over': t('duty.hand-over-note', { from: shift.personName, to: nextName }),
    substitute: t('duty.substitute-note', { name: shift.personName }),
    cancel: t('duty.cancel-note', { name: shift.personName, time: momentWords(shift.from, now) }),
  }
  const ready =
    verb === 'cancel' ? ([t('duty.why.error')] as const) : [t('duty.why.ill'), t('duty.why.task'), t('duty.why.leave')]
  return (
    <ReasonForm
      draft={`duty:${verb}:${shift.id}`}
      title={t(`duty.${verb}`)}
      note={notes[verb]}
      verb={t(`duty.${verb}`)}
      ready={ready}
      {...(verb === 'substitute' && !person ? { off: t('duty.only-one') } : {})}
      act={act}
      onSend={send}
      onCancel={onClose}
    >
      {verb === 'substitute' && (
        <SelectField
          label={t('duty.by')}
          required
          choices={others.map((one) => ({ id: one.person, label: one.name }))}
          value={person}
          onChange={setPerson}
        />
      )}
    </ReasonForm>
  )
}
