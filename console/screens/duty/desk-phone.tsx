import { type ReactNode, useState } from 'react'
import type { DutyPhone, DutyPost } from '../../../contract/duty.ts'
import { Button } from '../../../ui/button.tsx'
import { CallButton } from '../../../ui/call-button.tsx'
import { FieldNote, TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { t } from '../../messages.ts'
import { useAct } from '../../use-act.ts'

/** 单位值班电话: everybody rings it without a purpose, because it is nobody's own; whoever arranges the duty there enters it. */
export function DeskPhone({ row }: { row: DutyPost }): ReactNode {
  const [isOpen, setOpen] = useState(false)
  return (
    <section>
      <h3>
        {t('duty.phone')}
        <span className="grow" />
        {row.allowed.includes('phone') && !isOpen && (
          <Button small onPress={() => setOpen(true)}>
            {t('duty.phone-change')}…
          </Button>
        )}
      </h3>
      {row.phone ? (
        <CallButton small name={t('desk.of', { unit: row.unitShort })} phone={row.phone} words={row.phone} />
      ) : (
        <p className="meta">{t('duty.phone-none')}</p>
      )}
      {isOpen && <PhoneForm row={row} onClose={() => setOpen(false)} />}
    </section>
  )
}

function PhoneForm({ row, onClose }: { row: DutyPost; onClose: () => void }): ReactNode {
  const [phone, setPhone] = useState(row.phone ?? '')
  const act = useAct()
  const send = async () => {
    const said = phone.trim() || null
    const done = await act.run<DutyPhone>(`/duty/units/${encodeURIComponent(row.unit)}/phone`, { phone: said })
    if (done === null) return
    toast({ words: t(said ? 'duty.phone-set' : 'duty.phone-gone') })
    onClose()
  }
  return (
    <div className="col">
      <TextField label={t('duty.phone')} value={phone} onChange={setPhone} hint={t('duty.phone-note')} />
      <FieldNote error={act.error?.message} />
      <div className="row">
        <Button small kind="primary" busy={act.busy} onPress={() => void send()}>
          {t('duty.phone-change')}
        </Button>
        <Button small kind="ghost" onPress={onClose}>
          {t('duty.phone-cancel')}
        </Button>
      </div>
    </div>
  )
}
