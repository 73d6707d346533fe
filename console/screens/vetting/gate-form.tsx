import { type ReactNode, useState } from 'react'
import type { CameraGate } from '../../../contract/vetting.ts'
import { Segmented } from '../../../ui/segmented.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { t } from '../../messages.ts'
import { ReasonForm } from '../../parts/reason-form.tsx'
import { useAct } from '../../use-act.ts'

const ways = ['fix', 'anew', 'free'] as const
type Way = (typeof ways)[number]

/** What an administrator says of the gate of a camera, with the reason. */
export function GateForm({ gate, onClose }: { gate: CameraGate; onClose: () => void }): ReactNode {
  const act = useAct()
  const [to, setTo] = useState<Way>('anew')
  const [at, setAt] = useState(String(gate.gate))
  const { protocol, number, camera, type } = gate
  const value = Number(at)
  const isWrong = to === 'fix' && !(value >= 0.05 && value <= 0.99)
  const name = gate.name ?? camera
  const send = async (reason: string) => {
    const set = to === 'fix' ? { to, gate: value } : { to }
    const done = await act.run('/admin/camera-gates', { protocol, number, camera, type, set, reason })
    if (!done) return null
    toast({ words: t('vetting.set-done', { camera: name }) })
    onClose()
    return done
  }
  return (
    <ReasonForm
      draft={`gate-${number}-${camera}-${type}`}
      title={t('vetting.set-title', { camera: name })}
      note={t('vetting.set-note')}
      verb={t('vetting.set')}
      off={isWrong ? t('vetting.to-number') : null}
      act={act}
      onSend={send}
      onCancel={onClose}
    >
      <Segmented
        label={t('vetting.to')}
        items={ways.map((id) => ({ id, label: t(`vetting.to.${id}`) }))}
        value={to}
        onChange={(id) => setTo(id as Way)}
      />
      {to === 'fix' && <TextField label={t('vetting.to-number')} kind="number" value={at} onChange={setAt} />}
    </ReasonForm>
  )
}
