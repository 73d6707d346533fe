import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { ObjectRevealed } from '../../../contract/register.ts'
import { t } from '../../messages.ts'
import { ReasonForm } from '../../parts/reason-form.tsx'
import { useAct } from '../../use-act.ts'

export type Revealed = z.infer<typeof ObjectRevealed>
type Props = { id: string; onClose: () => void; onRevealed: (seen: Revealed) => void }

/** Asks for the purpose; what is revealed stays on the screen until the pane is left, and is a fact. */
export function Reveal({ id, onClose, onRevealed }: Props): ReactNode {
  const act = useAct()
  return (
    <ReasonForm
      draft={`object-reveal:${id}`}
      title={t('objects.reveal')}
      note={t('objects.reveal-note')}
      label={t('objects.purpose')}
      verb={t('objects.reveal')}
      most={300}
      act={act}
      onSend={async (purpose) => {
        const seen = await act.run<Revealed>(`/objects/${encodeURIComponent(id)}/reveal`, { purpose })
        if (seen) onRevealed(seen)
        if (seen) onClose()
        return seen
      }}
      onCancel={onClose}
    />
  )
}
