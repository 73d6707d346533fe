import { type ReactNode, useState } from 'react'
import { SelectField } from '../../../ui/select-field.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { t } from '../../messages.ts'
import { useAct } from '../../use-act.ts'
import { PlainForm } from './plain-form.tsx'

export const postKinds = [
  'district-duty',
  'district-seat',
  'district-checker',
  'district-leader',
  'town-duty',
  'town-post',
  'town-commander',
  'department-clerk',
  'maintainer',
  'grid-worker',
  'city-duty',
  'city-leader',
  'data-admin',
  'system-admin',
  'security-admin',
  'audit-admin',
] as const

/** A new post in a unit; what it may do comes with its kind. */
export function NewPost({ unit, unitName, onClose }: { unit: string; unitName: string; onClose: () => void }): ReactNode {
  const [name, setName] = useState('')
  const [kind, setKind] = useState<string | null>(null)
  const [side, setSide] = useState<string | null>(null)
  const act = useAct()
  const off = !name.trim() || !kind ? t('admin.fill-in') : null
  const send = async () => {
    const done = await act.run('/admin/posts', {
      unit,
      name: name.trim(),
      kind,
      ...(side === 'A' || side === 'B' ? { side } : {}),
    })
    if (!done) return
    toast({ words: t('admin.made', { name: name.trim() }) })
    onClose()
  }
  return (
    <PlainForm
      title={t('admin.new-post-in', { unit: unitName })}
      verb={t('admin.make')}
      off={off}
      act={act}
      onSend={() => void send()}
      onClose={onClose}
    >
      <TextField label={t('admin.post')} required value={name} onChange={setName} maxLength={80} />
      <SelectField
        label={t('admin.kind')}
        required
        choices={postKinds.map((id) => ({ id, label: t(`post-kind.${id}`) }))}
        value={kind}
        onChange={setKind}
      />
      <SelectField
        label={t('admin.side')}
        choices={[
          { id: '-', label: t('admin.side-none') },
          { id: 'A', label: 'A' },
          { id: 'B', label: 'B' },
        ]}
        value={side}
        onChange={setSide}
      />
    </PlainForm>
  )
}
