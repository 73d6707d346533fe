import { type ReactNode, useState } from 'react'
import { SelectField } from '../../../ui/select-field.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { t } from '../../messages.ts'
import { useAct } from '../../use-act.ts'
import { PlainForm } from './plain-form.tsx'

const kinds = ['department', 'station', 'board', 'community', 'grid-team', 'town-centre', 'district-centre'] as const
const tiers = ['district', 'town', 'community', 'grid', 'city'] as const

/** A new unit below another; its areas by code, separated by spaces. */
export function NewUnit({ parent, onClose }: { parent: string; onClose: () => void }): ReactNode {
  const [name, setName] = useState('')
  const [shortName, setShortName] = useState('')
  const [kind, setKind] = useState<string | null>(null)
  const [tier, setTier] = useState<string | null>(null)
  const [areas, setAreas] = useState('')
  const act = useAct()
  const off = !name.trim() || !shortName.trim() || !kind || !tier ? t('admin.fill-in') : null
  const send = async () => {
    const codes = areas.split(/[\s,，、]+/).filter(Boolean)
    const done = await act.run('/admin/units', {
      name: name.trim(),
      shortName: shortName.trim(),
      kind,
      tier,
      parent,
      areas: codes,
    })
    if (!done) return
    toast({ words: t('admin.made', { name: name.trim() }) })
    onClose()
  }
  return (
    <PlainForm
      title={t('admin.new-unit')}
      verb={t('admin.make')}
      off={off}
      act={act}
      onSend={() => void send()}
      onClose={onClose}
    >
      <TextField label={t('admin.name')} required value={name} onChange={setName} maxLength={80} />
      <TextField label={t('admin.short-name')} required value={shortName} onChange={setShortName} maxLength={80} />
      <SelectField
        label={t('admin.kind')}
        required
        choices={kinds.map((id) => ({ id, label: t(`unit-kind.${id}`) }))}
        value={kind}
        onChange={setKind}
      />
      <SelectField
        label={t('admin.tier')}
        required
        choices={tiers.map((id) => ({ id, label: t(`tier.${id}`) }))}
        value={tier}
        onChange={setTier}
      />
      <TextField label={t('admin.areas')} value={areas} onChange={setAreas} hint={t('admin.areas-how')} />
    </PlainForm>
  )
}
