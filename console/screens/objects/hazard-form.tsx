import { type ReactNode, useState } from 'react'
import type { ObjectEntry } from '../../../contract/register.ts'
import type { Grade } from '../../../contract/scales.ts'
import { gradeWords } from '../../../ui/grade-badge.tsx'
import { SelectField } from '../../../ui/select-field.tsx'
import { createT } from '../../../ui/t.ts'
import { TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { say } from '../../messages.ts'
import { ReasonForm } from '../../parts/reason-form.tsx'
import { useAct } from '../../use-act.ts'

const zh = {
  register: '登记隐患',
  note: '登记后立即按预案派单，由第二人核查销案。',
  type: '隐患类型',
  grade: '等级',
  what: '隐患',
  'what-hint': '一句话说清楚，如：三层防火门锁闭',
  more: '补充说明（可不填）',
  'fill-in': '请写明隐患（至少 2 个字）',
  done: '已登记并派单：{no}',
} as const
const en: Record<keyof typeof zh, string> = {
  register: 'Register a hazard',
  note: 'It is dispatched by its plan at once, and closed after a second party looked.',
  type: 'Kind of hazard',
  grade: 'Grade',
  what: 'Hazard',
  'what-hint': 'In one line: fire door of floor 3 locked',
  more: 'More about it (may be left out)',
  'fill-in': 'Say what the hazard is (2 characters at least)',
  done: 'Registered and dispatched: {no}',
}
/** Words of this form, loaded with it. */
export const t = createT(zh, en)

type Props = { entry: ObjectEntry; onClose: () => void }

/** An officer registers what somebody stands before at this object: one kind, one grade, one line; dispatched at once. */
export function HazardForm({ entry, onClose }: Props): ReactNode {
  const act = useAct()
  const [first] = entry.hazards
  const [type, setType] = useState(first?.type ?? '')
  const chosen = entry.hazards.find((one) => one.type === type) ?? first
  const [grade, setGrade] = useState<Grade>(chosen?.usual ?? 'ordinary')
  const [what, setWhat] = useState('')
  if (!chosen) return null
  const send = async (note: string) => {
    const more = note ? { note } : {}
    const done = await act.run<{ event: string; no: string }>('/hazards', {
      ...{ object: entry.id, type: chosen.type, what: what.trim(), grade, ...more },
    })
    if (done) {
      toast({ words: t('done', { no: done.no }) })
      onClose()
    }
    return done
  }
  return (
    <ReasonForm
      draft={`hazard:${entry.id}`}
      title={t('register')}
      note={t('note')}
      verb={t('register')}
      label={t('more')}
      least={0}
      most={500}
      off={[...what.trim()].length < 2 ? t('fill-in') : null}
      act={act}
      onSend={send}
      onCancel={onClose}
    >
      {entry.hazards.length > 1 && (
        <SelectField
          label={t('type')}
          required
          choices={entry.hazards.map((one) => ({ id: one.type, label: say(one.name) }))}
          value={chosen.type}
          onChange={(id) => {
            setType(id)
            setGrade(entry.hazards.find((one) => one.type === id)?.usual ?? 'ordinary')
          }}
        />
      )}
      <TextField label={t('what')} hint={t('what-hint')} required value={what} onChange={setWhat} maxLength={60} />
      <SelectField
        label={t('grade')}
        required
        choices={chosen.grades.map((id) => ({ id, label: gradeWords(id) }))}
        value={chosen.grades.includes(grade) ? grade : chosen.usual}
        onChange={(id) => setGrade(id as Grade)}
      />
    </ReasonForm>
  )
}
