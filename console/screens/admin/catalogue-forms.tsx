import { type ReactNode, useState } from 'react'
import type { CatalogueDone, CatalogueKind, FilingCondition } from '../../../contract/catalogue.ts'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { SelectField } from '../../../ui/select-field.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { t } from '../../messages.ts'
import { SheetField, useSheet } from '../../parts/sheet-field.tsx'
import { useAct } from '../../use-act.ts'
import { PlainForm } from './plain-form.tsx'

const told = ({ version, changed, conditions, unread }: CatalogueDone): void => {
  toast({ words: changed ? t('catalogue.done', { version, conditions, unread }) : t('calendar.unchanged') })
}
const kinds = ['event', 'component'] as const
const units = ['uh', 'wh', 'wd', 'd'] as const
/** The city's sheet, taken from a file. */
export function ImportForm({ onClose }: { onClose: () => void }): ReactNode {
  const { sheet, off, pick } = useSheet()
  const [kind, setKind] = useState<string>('event')
  const act = useAct()
  const send = async () => {
    if (!sheet) return
    const done = await act.run<CatalogueDone>('/admin/catalogue', { ...sheet, kind })
    if (!done) return
    told(done)
    onClose()
  }
  return (
    <PlainForm
      title={t('catalogue.import')}
      note={<p className="meta">{t('catalogue.import-how')}</p>}
      verb={t('calendar.put')}
      off={off}
      act={act}
      onSend={() => void send()}
      onClose={onClose}
    >
      <SheetField pick={pick} onPick={act.clear} />
      <KindField label={t('catalogue.holds')} value={kind} onChange={setKind} />
    </PlainForm>
  )
}

function KindField({ label, value, onChange }: { label: string; value: string; onChange: (kind: string) => void }): ReactNode {
  const choices = kinds.map((id) => ({ id, label: t(`catalogue.kind.${id}`) }))
  return <SelectField label={label} choices={choices} value={value} onChange={onChange} />
}

type Limit = { n: string; unit: string; next: boolean }
const noLimit: Limit = { n: '', unit: 'wd', next: false }
const limitOf = ({ n, unit, next }: Limit): string | null =>
  /^\d{1,4}(\.\d{1,2})?$/.test(n) && Number(n) > 0 ? n + unit + (next ? '-next' : '') : null

function LimitFields({ limit, onChange }: { limit: Limit; onChange: (limit: Limit) => void }): ReactNode {
  const choices = units.map((id) => ({ id, label: t(`limit.${id}`, { n: limit.n || 1 }) }))
  return (
    <>
      <TextField
        label={t('catalogue.number')}
        required
        value={limit.n}
        onChange={(n) => onChange({ ...limit, n: n.trim() })}
        maxLength={7}
      />
      <SelectField
        label={t('catalogue.unit')}
        required
        choices={choices}
        value={limit.unit}
        onChange={(unit) => onChange({ ...limit, unit })}
      />
      <Checkbox value={limit.next} onChange={(next) => onChange({ ...limit, next })}>
        {t('catalogue.next')}
      </Checkbox>
    </>
  )
}

type Settling = { condition: FilingCondition; version: number; onClose: () => void }

/** A person says what a limit is that the sheet says in words nobody can parse: a limit, or that the plan's hold. */
export function SettleForm({ condition, version, onClose }: Settling): ReactNode {
  const [way, setWay] = useState<string>('limit')
  const [limit, setLimit] = useState(noLimit)
  const act = useAct()
  const text = way === 'plan' ? null : limitOf(limit)
  const send = async () => {
    const done = await act.run<CatalogueDone>(`/admin/catalogue/conditions/${condition.id}/limit`, { version, limit: text })
    if (!done) return
    told(done)
    onClose()
  }
  const ways = [
    { id: 'limit', label: t('catalogue.limit') },
    { id: 'plan', label: t('catalogue.as-planned') },
  ]
  return (
    <PlainForm
      title={t('catalogue.settle-title', { id: condition.id, name: condition.name })}
      note={
        <>
          <p className="said">{condition.text}</p>
          <p className="meta">{t('catalogue.settle-how', { text: condition.written })}</p>
        </>
      }
      verb={t('catalogue.settle')}
      off={way === 'plan' || text ? null : t('admin.fill-in')}
      act={act}
      onSend={() => void send()}
      onClose={onClose}
    >
      <SelectField label={t('catalogue.settle')} choices={ways} value={way} onChange={setWay} />
      {way === 'limit' && <LimitFields limit={limit} onChange={setLimit} />}
    </PlainForm>
  )
}

const blank = { major: '', name: '', text: '', close: '', unit: '' }

/** A class of the city's own, with its first condition. */
export function ClassForm({ version, onClose }: { version: number; onClose: () => void }): ReactNode {
  const [kind, setKind] = useState<string>('event' satisfies CatalogueKind)
  const [said, setSaid] = useState(blank)
  const [limit, setLimit] = useState(noLimit)
  const act = useAct()
  const text = limitOf(limit)
  const full = /^\d\d$/.test(said.major) && said.name.trim() && said.text.trim() && text
  const send = async () => {
    const done = await act.run<CatalogueDone>('/admin/catalogue/classes', { version, kind, ...said, limit: text })
    if (!done) return
    told(done)
    onClose()
  }
  const field = (name: keyof typeof blank, label: string, required: boolean, maxLength: number) => (
    <TextField
      label={label}
      required={required}
      value={said[name]}
      onChange={(value) => setSaid({ ...said, [name]: value })}
      maxLength={maxLength}
    />
  )
  return (
    <PlainForm
      title={t('catalogue.new')}
      note={<p className="meta">{t('catalogue.new-how')}</p>}
      verb={t('calendar.put')}
      off={full ? null : t('admin.fill-in')}
      act={act}
      onSend={() => void send()}
      onClose={onClose}
    >
      <KindField label={t('catalogue.kind')} value={kind} onChange={setKind} />
      {field('major', t('catalogue.major'), true, 2)}
      {field('name', t('catalogue.name'), true, 60)}
      {field('text', t('catalogue.condition'), true, 500)}
      <LimitFields limit={limit} onChange={setLimit} />
      {field('close', t('catalogue.close'), false, 300)}
      {field('unit', t('catalogue.owner'), false, 200)}
    </PlainForm>
  )
}
