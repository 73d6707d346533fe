import { type ReactNode, useState } from 'react'
import type { Review } from '../../../contract/review.ts'
import { type GapKind, gapKindIds, gapKinds } from '../../../contract/review-kinds.ts'
import { Button } from '../../../ui/button.tsx'
import { FieldNote, TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { say } from '../../messages.ts'
import { useAct } from '../../use-act.ts'
import { r } from './words.ts'

/** What people write of a review: what went well, and the four gaps. The timeline is not theirs to write. */
export function Fill({ review, onDone }: { review: Review; onDone: () => void }): ReactNode {
  const act = useAct()
  const [well, setWell] = useState(review.wentWell)
  const [gaps, setGaps] = useState<Partial<Record<GapKind, string>>>(review.gaps)
  const save = async () => {
    const said = Object.fromEntries(Object.entries(gaps).filter(([, words]) => words.trim() !== ''))
    const done = await act.run(`/reviews/${review.id}/fill`, { version: review.version, wentWell: well, gaps: said })
    if (!done) return
    toast({ words: r('saved') })
    onDone()
  }
  return (
    <section className="rv-form no-print">
      <TextField label={r('well')} value={well} onChange={setWell} lines={3} maxLength={4000} />
      {gapKindIds.map((kind) => (
        <TextField
          key={kind}
          label={`${r('gaps')} · ${say(gapKinds[kind])}`}
          value={gaps[kind] ?? ''}
          onChange={(words) => setGaps((before) => ({ ...before, [kind]: words }))}
          lines={2}
          maxLength={4000}
        />
      ))}
      <div className="row">
        <Button kind="primary" busy={act.busy} onPress={() => void save()}>
          {r('save')}
        </Button>
        <Button onPress={onDone}>{r('cancel')}</Button>
      </div>
      <FieldNote error={act.error?.message ?? null} />
    </section>
  )
}
