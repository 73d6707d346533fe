import { type ReactNode, useMemo, useState } from 'react'
import type { EventDetail } from '../../../contract/event.ts'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { t as part } from '../../../ui/t.ts'
import { toast } from '../../../ui/toast.tsx'
import { t } from '../../messages.ts'
import { ReasonForm } from '../../parts/reason-form.tsx'
import { useAct } from '../../use-act.ts'

/** D: urges the units that have not finished: the lead unless others are ticked. Each gets the words on its own order. */
export function UrgeForm({ event, onClose }: { event: EventDetail; onClose: () => void }): ReactNode {
  const open = useMemo(() => event.workOrders.filter((o) => o.allowed.includes('urge')), [event])
  const lead = open.find((o) => o.role === 'lead') ?? open[0]
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(lead ? [lead.id] : []))
  const act = useAct()
  const send = async (words: string) => {
    let all: unknown = true
    for (const order of open.filter((o) => chosen.has(o.id))) {
      const done = await act.run(`/work-orders/${order.id}/urge`, { version: order.version, words })
      if (!done) all = null
    }
    if (all) {
      toast({ words: t('urge.done', { n: chosen.size }) })
      onClose()
    }
    return all
  }
  const tick = (id: string, on: boolean) => {
    const next = new Set(chosen)
    if (on) next.add(id)
    else next.delete(id)
    setChosen(next)
  }
  return (
    <footer className="act form">
      <ReasonForm
        draft={`urge-${event.id}`}
        title={t('event-verb.urge')}
        note={t('urge.note')}
        label={t('form.words')}
        verb={t('urge.do', { n: chosen.size })}
        least={1}
        off={chosen.size === 0 ? t('urge.nobody') : null}
        ready={[t('urge.accept'), t('urge.arrive'), t('urge.report')]}
        act={act}
        onSend={send}
        onCancel={onClose}
      >
        {open.length > 1 && (
          <div className="row wrap">
            {open.map((o) => (
              <Checkbox key={o.id} value={chosen.has(o.id)} onChange={(on) => tick(o.id, on)}>
                {part(`order.${o.role}`)} {o.unitName}
              </Checkbox>
            ))}
          </div>
        )}
      </ReasonForm>
    </footer>
  )
}
