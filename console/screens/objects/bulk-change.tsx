import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import type { Detail } from '../../../contract/detail.ts'
import { readDetailText } from '../../../contract/read-detail.ts'
import type { ObjectKind, ObjectRow, ObjectsDone } from '../../../contract/register.ts'
import { Button } from '../../../ui/button.tsx'
import { SelectField } from '../../../ui/select-field.tsx'
import { Keys } from '../../../ui/tag.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { say, t } from '../../messages.ts'
import { UnitField } from '../../parts/act-form/unit-field.tsx'
import { useAct } from '../../use-act.ts'
import { PlainForm } from '../admin/plain-form.tsx'
import { DetailField } from './detail-field.tsx'
import { t as second } from './second/words.ts'
import { noWhy, WhyFields, whyBody, whyMissing } from './why/why-fields.tsx'

/** What the server takes at once. */
const MOST = 500
const plain = ['dutyUnit', 'maintainerUnit', 'owner', 'ownerKind', 'address'] as const
type Props = { rows: readonly ObjectRow[]; kind: ObjectKind | undefined; onClear: () => void }

/** Bar of the ticked objects: one field of all of them at once, all or none. */
export function BulkChange({ rows, kind, onClear }: Props): ReactNode {
  const [open, setOpen] = useState(false)
  return (
    <div className="bulk">
      {open ? (
        <Form rows={rows.slice(0, MOST)} kind={kind} onClose={() => setOpen(false)} onDone={onClear} />
      ) : (
        <>
          <b className="b">{t('objects.chosen', { n: rows.length })}</b>
          <Button kind="primary" onPress={() => setOpen(true)}>
            {t('objects.bulk')}
          </Button>
          {rows.length > MOST && <span className="meta">{t('objects.bulk-most', { n: MOST })}</span>}
          <span className="grow" />
          <button type="button" className="linkish" onClick={onClear}>
            <Keys caps={['Esc']} /> {t('bulk.clear')}
          </button>
        </>
      )}
    </div>
  )
}

type FormProps = { rows: readonly ObjectRow[]; kind: ObjectKind | undefined; onClose: () => void; onDone: () => void }

function Form({ rows, kind, onClose, onDone }: FormProps): ReactNode {
  const details = Object.entries(kind?.details ?? {})
  const [field, setField] = useState<string>(plain[0])
  const [value, setValue] = useState('')
  const [why, setWhy] = useState(noWhy)
  const act = useAct()
  const asked = kind?.rated.includes(field) ? [field] : []
  const detail = field.startsWith('details/') ? kind?.details[field.slice('details/'.length)] : undefined
  const read = detail ? readDetailText(detail, value) : null
  const off = read && !read.ok ? t('objects.faults') : whyMissing(asked, why)
  const send = async () => {
    const given = read?.ok ? { details: { [field.slice('details/'.length)]: read.value } } : { [field]: value.trim() || null }
    const objects = rows.map(({ id, version }) => ({ id, version }))
    const done = await act.run<z.infer<typeof ObjectsDone>>('/objects/change', { objects, change: given, ...whyBody(asked, why) })
    if (!done) return
    const words = t('objects.bulk-done', { changed: done.changed, unchanged: done.unchanged })
    toast({ words: done.waiting > 0 ? `${words} ${second('asked-n', { n: done.waiting })}` : words })
    onDone()
  }
  return (
    <PlainForm
      title={t('objects.bulk-title', { n: rows.length })}
      note={<p className="meta">{t('objects.bulk-note')}</p>}
      verb={t('objects.bulk-verb', { n: rows.length })}
      off={off}
      act={act}
      onSend={() => void send()}
      onClose={onClose}
    >
      <SelectField
        label={t('objects.bulk-field')}
        required
        choices={[
          ...plain.map((id) => ({ id, label: t(`objects.field.${id}`) })),
          ...details.map(([id, one]) => ({ id: `details/${id}`, label: say(one.name) })),
        ]}
        value={field}
        onChange={(id) => {
          setField(id)
          setValue('')
        }}
      />
      <Value field={field} detail={detail} value={value} onChange={setValue} />
      <WhyFields fields={asked} details={kind?.details ?? {}} why={why} onChange={setWhy} />
    </PlainForm>
  )
}

type ValueProps = { field: string; detail: Detail | undefined; value: string; onChange: (value: string) => void }
function Value({ field, detail, value, onChange }: ValueProps): ReactNode {
  if (detail) return <DetailField key={field} detail={detail} value={value} onChange={onChange} error={null} />
  if (field === 'dutyUnit' || field === 'maintainerUnit')
    return (
      <UnitField
        key={field}
        label={t(`objects.field.${field}`)}
        required={false}
        value={value || null}
        onChange={(unit) => onChange(unit ?? '')}
      />
    )
  if (field === 'ownerKind')
    return (
      <SelectField
        label={t('objects.field.ownerKind')}
        choices={(['', 'owned', 'ownerless'] as const).map((id) => ({
          ...{ id: id || '-', label: t(id ? `objects.ownerKind.${id}` : 'objects.unknown') },
        }))}
        value={value || '-'}
        onChange={(id) => onChange(id === '-' ? '' : id)}
      />
    )
  return (
    <TextField
      label={t(field === 'owner' ? 'objects.field.owner' : 'objects.field.address')}
      value={value}
      onChange={onChange}
      maxLength={80}
    />
  )
}
