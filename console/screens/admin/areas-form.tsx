import { type ReactNode, useState } from 'react'
import type { AreaChangePlan } from '../../../contract/area-change.ts'
import { FileButton } from '../../../ui/file-button.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { useAct } from '../../use-act.ts'
import { AreaDifference } from './areas-difference.tsx'
import { t } from './areas-words.ts'
import { PlainForm } from './plain-form.tsx'

const blank = { day: '', title: '', basis: '', text: '' }

/** A change of areas: its lines, then the difference they make, and only then it is entered. */
export function AreaForm({ onClose }: { onClose: () => void }): ReactNode {
  const [body, setBody] = useState(blank)
  const [plan, setPlan] = useState<AreaChangePlan | null>(null)
  const act = useAct()
  const put = (next: Partial<typeof blank>) => {
    // What is shown is of other words by now.
    setPlan(null)
    setBody((before) => ({ ...before, ...next }))
  }
  const isFit = plan !== null && plan.faults.length === 0
  const isFilled =
    /^\d{4}-\d{2}-\d{2}$/.test(body.day) && body.title.trim() !== '' && body.basis.trim() !== '' && body.text.trim() !== ''
  const send = async () => {
    if (!isFit) {
      const found = await act.run<AreaChangePlan>('/admin/area-changes/look', body)
      if (found) setPlan(found)
      return
    }
    if (!(await act.run('/admin/area-changes', body))) return
    toast({ words: t('areas.taken', { day: body.day }) })
    onClose()
  }
  return (
    <PlainForm
      title={t('areas.new')}
      heading="h2"
      verb={t(isFit ? 'areas.take' : 'areas.look')}
      off={isFilled ? null : t('areas.fill-in')}
      act={act}
      onSend={() => void send()}
      onClose={onClose}
    >
      <TextField
        label={t('areas.day')}
        required
        hint={t('areas.day-how')}
        value={body.day}
        onChange={(day) => put({ day })}
        maxLength={10}
        placeholder="2027-01-01"
      />
      <TextField
        label={t('areas.title')}
        required
        hint={t('areas.title-how')}
        value={body.title}
        onChange={(title) => put({ title })}
        maxLength={80}
      />
      <TextField
        label={t('areas.basis')}
        required
        hint={t('areas.basis-how')}
        value={body.basis}
        onChange={(basis) => put({ basis })}
        maxLength={120}
      />
      <TextField
        label={t('areas.lines')}
        required
        hint={t('areas.lines-how')}
        value={body.text}
        onChange={(text) => put({ text })}
        lines={8}
      />
      <FileButton
        label={t('areas.file')}
        accept=".csv,.tsv,.txt,text/csv"
        onPick={(file) => void file.text().then((text) => put({ text }))}
      />
      {plan && <AreaDifference plan={plan} />}
    </PlainForm>
  )
}
