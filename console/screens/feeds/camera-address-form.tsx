import { type ReactNode, useState } from 'react'
import type { CameraPage } from '../../../contract/camera.ts'
import { TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { t } from '../../messages.ts'
import { useAct } from '../../use-act.ts'
import { PlainForm } from '../admin/plain-form.tsx'

/** Where a view library is asked for what its cameras notice; left empty, what was asked is taken back. */
export function AddressForm({ library, onClose }: { library: CameraPage['platforms'][number]; onClose: () => void }): ReactNode {
  const { number, name, subscription } = library
  const [address, setAddress] = useState(subscription?.address ?? '')
  const act = useAct()
  const send = async () => {
    const said = address.trim()
    if (!(await act.run(`/admin/camera-platforms/${encodeURIComponent(number)}/address`, { address: said || null }))) return
    toast({ words: t(said ? 'cameras.address-set' : 'cameras.address-gone', { name }) })
    onClose()
  }
  return (
    <PlainForm
      title={t('cameras.address-of', { name })}
      note={<p className="meta">{t('cameras.address-note')}</p>}
      verb={t('cameras.set')}
      off={null}
      act={act}
      onSend={() => void send()}
      onClose={onClose}
    >
      <TextField
        label={t('cameras.address')}
        hint={t('cameras.address-how')}
        value={address}
        onChange={setAddress}
        maxLength={200}
      />
    </PlainForm>
  )
}
