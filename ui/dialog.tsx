import type { ReactNode } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { Button } from './button.tsx'
import { t } from './t.ts'

const shapes = {
  dialog: { veil: 'veil', box: 'dialog' },
  wide: { veil: 'veil', box: 'dialog wide' },
  photo: { veil: 'veil', box: 'dialog photo' },
  drawer: { veil: 'veil side', box: 'drawer' },
  sheet: { veil: 'veil up', box: 'sheet' },
} as const

/**
 * Something over the page: `dialog`, `drawer` (right column under 1200 px), `sheet` (phone, from below). Focus stays inside, Esc and the close
 * button leave, focus returns. Reasons for return, close, escalate are asked in the page, not in a dialog.
 */
export function Dialog({
  open,
  onClose,
  title,
  shape = 'dialog',
  footer,
  children,
}: {
  open: boolean
  onClose: () => void
  title: string
  shape?: keyof typeof shapes
  footer?: ReactNode
  children: ReactNode
}): ReactNode {
  return (
    <ModalOverlay className={shapes[shape].veil} isOpen={open} onOpenChange={(now) => !now && onClose()} isDismissable>
      <Modal className={shapes[shape].box}>
        <AriaDialog>
          <div className="dg-h">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <Button kind="ghost" small icon="x" label={t('action.close')} onPress={onClose} />
          </div>
          <div className="dg-b">{children}</div>
          {footer && <div className="dg-f">{footer}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
