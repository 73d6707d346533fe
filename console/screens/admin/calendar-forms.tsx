import { type ReactNode, useState } from 'react'
import type { CalendarView } from '../../../contract/calendar.ts'
import { FileButton } from '../../../ui/file-button.tsx'
import { SelectField } from '../../../ui/select-field.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { t } from '../../messages.ts'
import { useAct } from '../../use-act.ts'
import { hoursLines, readHours } from './calendar-words.ts'
import { PlainForm } from './plain-form.tsx'

type Done = { version: number; changed: boolean }
const told = ({ version, changed }: Done): void => {
  toast({ words: changed ? t('calendar.done', { version }) : t('calendar.unchanged') })
}

/** The notice of a new year: pasted, or taken from a file. */
export function NoticeForm({ onClose }: { onClose: () => void }): ReactNode {
  const [text, setText] = useState('')
  const [source, setSource] = useState('')
  const act = useAct()
  const send = async () => {
    const done = await act.run<Done>('/admin/calendar/notice', { text, source: source.trim() })
    if (!done) return
    told(done)
    onClose()
  }
  return (
    <PlainForm
      title={t('calendar.import')}
      verb={t('calendar.put')}
      off={text.trim() && source.trim() ? null : t('admin.fill-in')}
      act={act}
      onSend={() => void send()}
      onClose={onClose}
    >
      <TextField
        label={t('calendar.source')}
        required
        hint={t('calendar.source-how')}
        value={source}
        onChange={setSource}
        maxLength={120}
      />
      <TextField label={t('calendar.text')} required hint={t('calendar.text-how')} value={text} onChange={setText} lines={8} />
      <FileButton
        label={t('calendar.file')}
        accept=".json,application/json"
        onPick={(file) => {
          void file.text().then(setText)
          setSource((before) => before || file.name)
        }}
      />
    </PlainForm>
  )
}

const ways = ['hours', 'same-clock'] as const

/** The city's own working hours, with the days they are valid for. */
export function HoursForm({ calendar, onClose }: { calendar: CalendarView['calendar']; onClose: () => void }): ReactNode {
  const [lines, setLines] = useState(hoursLines(calendar.hours))
  const [way, setWay] = useState<string | null>(calendar.workingDay === 'same-clock' ? 'same-clock' : 'hours')
  const [minutes, setMinutes] = useState(String(calendar.workingDay === 'same-clock' ? 480 : calendar.workingDay))
  const act = useAct()
  const hours = readHours(lines)
  const length = way === 'same-clock' ? 'same-clock' : Number(minutes)
  const wrong = length !== 'same-clock' && !(Number.isInteger(length) && length > 0 && length <= 1_440)
  const send = async () => {
    const done = await act.run<Done>('/admin/calendar/hours', { workingDay: length, hours })
    if (!done) return
    told(done)
    onClose()
  }
  return (
    <PlainForm
      title={t('calendar.set-hours')}
      verb={t('calendar.put')}
      off={hours && !wrong ? null : t('calendar.lines-wrong')}
      act={act}
      onSend={() => void send()}
      onClose={onClose}
    >
      <TextField
        label={t('calendar.hours')}
        required
        hint={t('calendar.lines-how')}
        value={lines}
        onChange={setLines}
        lines={4}
      />
      <SelectField
        label={t('calendar.working-day')}
        required
        choices={ways.map((id) => ({ id, label: t(`calendar.way.${id}`) }))}
        value={way}
        onChange={setWay}
      />
      {way === 'hours' && (
        <TextField label={t('calendar.minutes-of')} required value={minutes} onChange={setMinutes} maxLength={4} />
      )}
    </PlainForm>
  )
}
