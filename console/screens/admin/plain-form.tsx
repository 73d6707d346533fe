import type { ReactNode } from 'react'
import { Button } from '../../../ui/button.tsx'
import { useKeys } from '../../../ui/keys.ts'
import { FieldNote } from '../../../ui/text-field.tsx'
import { t } from '../../messages.ts'
import type { Act } from '../../use-act.ts'

type Props = {
  title: string
  /** h2 where nothing stands above it but the page */
  heading?: 'h2' | 'h3'
  /** what whoever fills it in should know first */
  note?: ReactNode
  verb: string
  off: string | null
  act: Act
  onSend: () => void
  onClose: () => void
  children: ReactNode
}

/** A form in the page: fields, the verb, the way out. */
export function PlainForm({ title, heading: Heading = 'h3', note, verb, off, act, onSend, onClose, children }: Props): ReactNode {
  useKeys({ submitForm: () => off === null && onSend(), back: onClose })
  return (
    <section className="rform" aria-label={title}>
      <Heading>{title}</Heading>
      {note}
      <div className="rfields">{children}</div>
      <FieldNote error={act.error?.message ?? null} />
      <div className="row">
        <Button kind="primary" busy={act.busy} off={off} onPress={onSend}>
          {verb}
        </Button>
        <Button onPress={onClose}>{t('reason.cancel')}</Button>
      </div>
    </section>
  )
}
