import { type ReactNode, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { toast } from '../../ui/toast.tsx'
import { t } from '../t.ts'
import { act } from './act.ts'
import type { FormProps } from './form.ts'
import { PhotoButton } from './photo-button.tsx'

/** A photograph or a sentence beside the checklist: for what nobody foresaw. */
export function QuickActs({ order, form, onForm }: FormProps): ReactNode {
  const [note, setNote] = useState('')
  if (!order.allowed.includes('progress')) return null
  const say = async () => {
    if (!(await act(order, { verb: 'progress', label: t('quick.say'), body: { note: note.trim() } }))) return
    setNote('')
    onForm(null)
    toast({ words: t('quick.said') })
  }
  const photo = { verb: 'progress', label: t('order.photo') } as const
  return (
    <section aria-label={t('quick.title')}>
      <div className="acts">
        <PhotoButton label={t('quick.photo')} onPhoto={(taken) => act(order, { ...photo, photos: [taken] })} />
        <Button icon="form" onPress={() => onForm(form === 'note' ? null : 'note')}>
          {t('quick.say')}
        </Button>
      </div>
      {form === 'note' && (
        <div className="ck-form card">
          <TextField
            label={t('quick.say')}
            lines={3}
            maxLength={1000}
            value={note}
            onChange={setNote}
            audience="internal"
            autoFocus
          />
          <Button kind="primary" off={note.trim() ? null : t('form.empty')} onPress={() => void say()}>
            {t('item.keep')}
          </Button>
        </div>
      )}
    </section>
  )
}
