import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { DutyPost } from '../../../contract/duty.ts'
import { SelectField } from '../../../ui/select-field.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { t } from '../../messages.ts'
import { useAct } from '../../use-act.ts'
import { PlainForm } from '../admin/plain-form.tsx'

const DateField = lazy(() => import('../../../ui/date-field.tsx').then((m) => ({ default: m.DateField })))

/** Adds shifts to a roster: the same hours on so many days running. Begins at the first gap, where that is wanted most. */
export function Arrange({ row, onClose }: { row: DutyPost; onClose: () => void }): ReactNode {
  const [gap] = row.gaps
  const [person, setPerson] = useState<string | null>(row.people[0]?.person ?? null)
  const [deputy, setDeputy] = useState<string>('')
  const [from, setFrom] = useState<string | null>(gap?.from ?? null)
  const [to, setTo] = useState<string | null>(gap?.to ?? null)
  const [days, setDays] = useState('1')
  const choose = (id: string | null): void => {
    setPerson(id)
    if (id === deputy) setDeputy('')
  }
  const act = useAct()
  const n = Number(days)
  const fits = Number.isInteger(n) && n >= 1 && n <= 31
  const off = !person || !from || !to || !fits ? t('duty.fill-in') : null
  const send = async () => {
    const body = { post: row.post, person, from, to, days: n, ...(deputy ? { deputy } : {}) }
    const done = await act.run<{ ids: string[] }>('/duty/shifts', body)
    if (!done) return
    toast({ words: t('duty.arranged', { n: done.ids.length }) })
    onClose()
  }
  const people = row.people.map((one) => ({ id: one.person, label: one.name }))
  const deputies = [{ id: '', label: t('duty.no-deputy') }, ...people.filter(({ id }) => id !== person)]
  return (
    <PlainForm
      title={t('duty.arrange')}
      verb={t('duty.arrange')}
      off={off}
      act={act}
      onSend={() => void send()}
      onClose={onClose}
    >
      <SelectField label={t('duty.person')} required choices={people} value={person} onChange={choose} />
      <SelectField label={t('duty.deputy-of')} choices={deputies} value={deputy} onChange={setDeputy} />
      <Suspense fallback={<span className="sk" />}>
        <DateField label={t('duty.starts')} required value={from} onChange={setFrom} />
        <DateField label={t('duty.ends')} required value={to} onChange={setTo} />
      </Suspense>
      <TextField label={t('duty.days')} value={days} onChange={setDays} />
    </PlainForm>
  )
}
