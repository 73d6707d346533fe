import { useInfiniteQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { When } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { SelectField } from '../../../ui/select-field.tsx'
import { FixedField, TextField } from '../../../ui/text-field.tsx'
import { t } from '../../messages.ts'
import { UnitField } from '../../parts/act-form/unit-field.tsx'
import { useAct } from '../../use-act.ts'
import { adminKeys, type Key } from './admin-queries.ts'
import { EndButton } from './end-button.tsx'
import { type Cell, PagedTable } from './paged-table.tsx'
import { PlainForm } from './plain-form.tsx'

const kinds = ['gateway', 'device', 'system'] as const
type Made = { id: string; secret: string }

/** Keys of gateways, devices and systems. A secret is shown once, when it is made. */
export function Keys(): ReactNode {
  const [making, setMaking] = useState(false)
  const query = useInfiniteQuery(adminKeys({}))
  return (
    <>
      <div className="row">
        <span className="meta grow">{t('keys-admin.note')}</span>
        <Button small icon="plus" onPress={() => setMaking(true)}>
          {t('keys-admin.new')}
        </Button>
      </div>
      {making && <NewKey onClose={() => setMaking(false)} />}
      <PagedTable label={t('admin.keys')} query={query} keyOf={(k) => k.id} none={t('admin.none')} cells={cells()} />
    </>
  )
}

const cells = (): Cell<Key>[] => [
  { label: t('keys-admin.id'), of: (k) => <code>{k.id}</code> },
  { label: t('admin.name'), of: (k) => k.name },
  { label: t('admin.kind'), of: (k) => t(`key-kind.${k.kind}`) },
  { label: t('admin.unit'), of: (k) => k.unitName ?? '' },
  { label: t('keys-admin.made'), of: (k) => <When at={k.madeAt} /> },
  {
    label: '',
    of: (k) => (
      <EndButton
        path={`/admin/keys/${encodeURIComponent(k.id)}/end`}
        name={k.name}
        ended={k.endedAt}
        verb={t('keys-admin.end')}
      />
    ),
  },
]

function NewKey({ onClose }: { onClose: () => void }): ReactNode {
  const [name, setName] = useState('')
  const [kind, setKind] = useState<string | null>('gateway')
  const [unit, setUnit] = useState<string | null>(null)
  const [made, setMade] = useState<Made | null>(null)
  const act = useAct()
  const off = !name.trim() || !kind || !unit ? t('admin.fill-in') : null
  const send = async () => {
    const done = await act.run<Made>('/admin/keys', { name: name.trim(), kind, unit })
    if (done) setMade(done)
  }
  return (
    <>
      <PlainForm
        title={t('keys-admin.new')}
        verb={t('keys-admin.make')}
        off={off}
        act={act}
        onSend={() => void send()}
        onClose={onClose}
      >
        <TextField label={t('admin.name')} required value={name} onChange={setName} maxLength={80} />
        <SelectField
          label={t('admin.kind')}
          required
          choices={kinds.map((id) => ({ id, label: t(`key-kind.${id}`) }))}
          value={kind}
          onChange={setKind}
        />
        <UnitField label={t('admin.unit')} required value={unit} onChange={setUnit} />
      </PlainForm>
      <Dialog
        open={made !== null}
        onClose={onClose}
        title={t('keys-admin.made-title', { name })}
        footer={
          <Button kind="primary" onPress={onClose}>
            {t('admin.noted')}
          </Button>
        }
      >
        <FixedField label={t('keys-admin.id')} value={<code>{made?.id}</code>} />
        <FixedField
          label={t('keys-admin.secret')}
          value={<code className="wrap-any">{made?.secret}</code>}
          hint={t('admin.once')}
        />
      </Dialog>
    </>
  )
}
