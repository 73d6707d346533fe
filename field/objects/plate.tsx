import { type ReactNode, useState } from 'react'
import type { ObjectBrief } from '../../contract/object-brief.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { toast } from '../../ui/toast.tsx'
import { PhotoButton } from '../orders/photo-button.tsx'
import { PhonePhoto } from '../orders/server-photo.tsx'
import { enqueue } from '../outbox/outbox.ts'
import type { OutPhoto } from '../outbox/types.ts'
import { session } from '../session.ts'
import { t } from '../t.ts'

/** Does the plate hang? Whoever hangs it says where and takes its photo; it waits on the phone while there is no network. */
export function Plate({ brief }: { brief: ObjectBrief }): ReactNode {
  const { code, mayPost } = brief
  const isPosted = code?.state === 'posted'
  return (
    <section className="card">
      <h3>{t('object.plate')}</h3>
      <p className="row">
        {code && <span className="code grow">{`${code.code.slice(0, 5)} ${code.code.slice(5)}`}</span>}
        <span className="t2">{t(code ? (isPosted ? 'object.plate-posted' : 'object.plate-issued') : 'object.plate-none')}</span>
      </p>
      {code && mayPost && !isPosted && <Hang brief={brief} />}
    </section>
  )
}

function Hang({ brief }: { brief: ObjectBrief }): ReactNode {
  const who = session.use()
  const [where, setWhere] = useState('')
  const [photo, setPhoto] = useState<OutPhoto | null>(null)
  const [sent, setSent] = useState(false)
  if (!who || sent) return sent ? <p role="status">{t('object.plate-done')}</p> : null
  const send = async () => {
    try {
      await enqueue({
        ...{ person: who.person.id, case: brief.id, verb: 'post-plate', title: brief.name, label: t('object.plate-send') },
        ...{ body: { where: where.trim() }, photos: photo ? [photo] : [] },
      })
      setSent(true)
    } catch {
      toast({ words: t('phone.full'), problem: true })
    }
  }
  return (
    <div className="col">
      <div className="shots">
        {photo ? (
          <PhonePhoto id={photo.id} label={t('object.plate')} />
        ) : (
          <PhotoButton tile label={t('object.plate-photo')} onPhoto={setPhoto} />
        )}
      </div>
      <TextField
        label={t('object.plate-where')}
        hint={t('object.plate-hint')}
        value={where}
        onChange={setWhere}
        maxLength={80}
        audience="internal"
      />
      <Button off={[...where.trim()].length < 2 ? t('object.plate-short') : null} onPress={() => void send()}>
        {t('object.plate-send')}
      </Button>
    </div>
  )
}
