import { type ReactNode, useState } from 'react'
import type { ObjectDevice, ObjectDevices } from '../../../../contract/object-device.ts'
import { SelectField } from '../../../../ui/select-field.tsx'
import { TextField } from '../../../../ui/text-field.tsx'
import { toast } from '../../../../ui/toast.tsx'
import { say } from '../../../messages.ts'
import { useAct } from '../../../use-act.ts'
import { PlainForm } from '../../admin/plain-form.tsx'
import { t } from './words.ts'

type Props = { object: string; all: ObjectDevices; before: ObjectDevice | null; onClose: () => void }
/** No key of a gateway is called so. */
const itself = ''

/** Registers a device at an object, or changes one. */
export function DeviceForm({ object, all: { kinds, gateways }, before, onClose }: Props): ReactNode {
  const act = useAct()
  const [kind, setKind] = useState(before?.kind ?? kinds[0]?.kind ?? '')
  const [id, setId] = useState(before?.id ?? '')
  const [name, setName] = useState(before?.name ?? '')
  const [gateway, setGateway] = useState(before?.gateway ?? itself)
  const [interval, setInterval] = useState(String(before?.intervalS ?? kinds[0]?.intervalS ?? ''))
  const intervalS = Number(interval)
  const unfit = !/^\d{1,5}$/.test(interval.trim()) || intervalS < 1 || intervalS > 86_400
  const off = id.trim() === '' ? t('fill-in') : unfit ? t('interval-bad') : null
  const title = before ? t('change-this', { name: before.name }) : t('register-title')
  const choose = (one: string) => {
    setKind(one)
    setInterval(String(kinds.find((known) => known.kind === one)?.intervalS ?? interval))
  }
  const send = async () => {
    const given = { gateway: gateway || null, intervalS, ...(name.trim() ? { name: name.trim() } : {}) }
    const done = before
      ? await act.run(`/devices/${encodeURIComponent(before.id)}/change`, given)
      : await act.run(`/objects/${encodeURIComponent(object)}/devices`, { id: id.trim(), kind, ...given })
    if (done && !before) toast({ words: t('registered-now', { name: name.trim() || id.trim() }) })
    if (done) onClose()
  }
  const known = before?.gateway && !gateways.some((one) => one.id === before.gateway) ? [{ id: before.gateway, name: '' }] : []
  const speakers = [...known, ...gateways].map((one) => ({ id: one.id, label: [one.name, one.id].filter(Boolean).join(' · ') }))
  return (
    <PlainForm
      title={title}
      note={before ? null : <p className="meta">{t('register-note')}</p>}
      verb={t(before ? 'change-save' : 'save')}
      off={off}
      act={act}
      onSend={() => void send()}
      onClose={onClose}
    >
      {!before && (
        <>
          <SelectField
            label={t('kind')}
            required
            choices={kinds.map((one) => ({ id: one.kind, label: say(one.name) }))}
            value={kind}
            onChange={choose}
          />
          <TextField label={t('number')} hint={t('number-note')} required value={id} onChange={setId} maxLength={80} />
        </>
      )}
      <TextField label={t('name')} hint={t('name-note')} value={name} onChange={setName} maxLength={80} />
      <SelectField
        label={t('gateway')}
        choices={[{ id: itself, label: t('gateway-self') }, ...speakers]}
        value={gateway}
        onChange={setGateway}
      />
      <TextField label={t('interval')} required value={interval} onChange={setInterval} maxLength={5} />
      {!before && <p className="meta">{t('field-number-note')}</p>}
    </PlainForm>
  )
}
