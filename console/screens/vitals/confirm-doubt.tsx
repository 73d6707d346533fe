import { type ReactNode, useState } from 'react'
import type { VitalDoubt } from '../../../contract/vital-doubt.ts'
import { Button } from '../../../ui/button.tsx'
import { FieldNote, TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { say } from '../../messages.ts'
import { useAct } from '../../use-act.ts'
import { t } from './task-words.ts'

/** 核对无误: who told a doubted value or answers for it says that it is right, and why. */
export function ConfirmDoubt({ of }: { of: VitalDoubt }): ReactNode {
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const act = useAct()
  if (!of.mayConfirm) return null
  const send = async () => {
    const { vital, area, period } = of
    const done = await act.run('/vital-doubts/confirm', { vital, area: area.code, period, reason: reason.trim() })
    if (done) toast({ words: t('doubt.done', { name: say(of.name) }) })
  }
  if (!open)
    return (
      <span className="wide">
        <Button small label={t('doubt.confirm-of', { name: say(of.name), area: of.area.name })} onPress={() => setOpen(true)}>
          {t('doubt.confirm')}
        </Button>
      </span>
    )
  return (
    <div className="wide">
      <TextField label={t('doubt.why')} lines={2} maxLength={500} value={reason} onChange={setReason} />
      <FieldNote error={act.error?.message ?? null} />
      <span className="row">
        <Button
          small
          kind="primary"
          busy={act.busy}
          off={reason.trim().length < 2 ? t('doubt.why-missing') : null}
          onPress={() => void send()}
        >
          {t('doubt.confirm')}
        </Button>
        <Button small kind="ghost" onPress={() => setOpen(false)}>
          {t('doubt.keep')}
        </Button>
      </span>
    </div>
  )
}
