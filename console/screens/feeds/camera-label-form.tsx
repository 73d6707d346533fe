import { type ReactNode, useState } from 'react'
import type { CameraLabel, CameraPage } from '../../../contract/camera.ts'
import type { Grade } from '../../../contract/scales.ts'
import { gradeWords } from '../../../ui/grade-badge.tsx'
import { SelectField } from '../../../ui/select-field.tsx'
import { FixedField, TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { say, t } from '../../messages.ts'
import { useAct } from '../../use-act.ts'
import { PlainForm } from '../admin/plain-form.tsx'

/** A label that is unknown yet, a new one, or a row to be changed. */
export type Begun = { protocol: CameraLabel['protocol']; label: string; row?: CameraLabel }

const nothing = 'nothing'
const ofType = 'of-type'
const grades = ['extraordinary', 'major', 'serious', 'ordinary', 'minor'] as const
/** Null for what is no number. */
const numberIn = (text: string): number | null => (text.trim() === '' ? null : Number(text))

/** Says what a label means from now on; the row before stays in the audit. */
export function LabelForm({
  begun,
  types,
  onClose,
}: {
  begun: Begun
  types: CameraPage['types']
  onClose: () => void
}): ReactNode {
  const { row } = begun
  const [protocol, setProtocol] = useState<string | null>(begun.protocol)
  const [label, setLabel] = useState(begun.label)
  const [type, setType] = useState<string | null>(row ? (row.type ?? nothing) : null)
  const [grade, setGrade] = useState<Grade | null>(row?.grade ?? null)
  const [least, setLeast] = useState(row?.least === undefined || row.least === null ? '' : String(row.least))
  const [minutes, setMinutes] = useState(String((row?.windowS ?? 600) / 60))
  const [note, setNote] = useState(row?.note ?? '')
  const act = useAct()
  const [sure, window] = [numberIn(least), numberIn(minutes)]
  const fits = window !== null && window >= 1 && window <= 1440 && (sure === null || (sure >= 0 && sure <= 1))
  const off = label.trim() && type && fits ? null : t('admin.fill-in')
  const send = async () => {
    const body = { protocol, label: label.trim(), type: type === nothing ? null : type, least: sure, note: note.trim() }
    const more = { grade: type === nothing ? null : grade, windowS: Math.round((window ?? 10) * 60), before: row?.id ?? null }
    if (!(await act.run('/admin/camera-labels', { ...body, ...more }))) return
    toast({ words: t('cameras.done', { label: label.trim() }) })
    onClose()
  }
  return (
    <PlainForm title={t('cameras.set')} verb={t('cameras.set')} off={off} act={act} onSend={() => void send()} onClose={onClose}>
      {!row && (
        <SelectField
          label={t('cameras.protocol')}
          required
          choices={(['gb28181', 'gat1400'] as const).map((id) => ({ id, label: t(`gateways.${id}`) }))}
          value={protocol}
          onChange={setProtocol}
        />
      )}
      {row ? (
        <FixedField label={t('cameras.label')} value={row.label} />
      ) : (
        <TextField label={t('cameras.label')} required value={label} onChange={setLabel} maxLength={60} />
      )}
      <SelectField
        label={t('cameras.means')}
        required
        choices={[{ id: nothing, label: t('cameras.nothing') }, ...types.map(({ id, name }) => ({ id, label: say(name) }))]}
        value={type}
        onChange={setType}
      />
      {type !== nothing && (
        <SelectField
          label={t('cameras.grade')}
          choices={[{ id: ofType, label: t('cameras.of-type') }, ...grades.map((id) => ({ id, label: gradeWords(id) }))]}
          value={grade ?? ofType}
          onChange={(id) => setGrade(grades.find((one) => one === id) ?? null)}
        />
      )}
      <TextField label={t('cameras.least')} hint={t('cameras.least-how')} value={least} onChange={setLeast} maxLength={4} />
      <TextField label={t('cameras.window')} required value={minutes} onChange={setMinutes} maxLength={4} />
      <TextField label={t('cameras.remark')} value={note} onChange={setNote} maxLength={200} />
    </PlainForm>
  )
}
