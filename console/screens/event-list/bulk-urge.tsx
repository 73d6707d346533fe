import { useQueries } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { EventDetail, EventRow } from '../../../contract/event.ts'
import { Button } from '../../../ui/button.tsx'
import { comma } from '../../../ui/t.ts'
import { Keys } from '../../../ui/tag.tsx'
import { toast } from '../../../ui/toast.tsx'
import { t } from '../../messages.ts'
import { ReasonForm } from '../../parts/reason-form.tsx'
import { eventQuery } from '../../queries.ts'
import { useAct } from '../../use-act.ts'

/** The order to urge of an event: the lead's, when the server allows it. */
const orderOf = (event: EventDetail) => event.workOrders.findLast((o) => o.role === 'lead' && o.allowed.includes('urge')) ?? null

/** More at once would be a flood for the units that are urged. */
const MOST = 50

type Props = { rows: readonly EventRow[]; open: boolean; onOpen: (open: boolean) => void; onClear: () => void }

/** Bar of the ticked rows. Before anything is sent it says how many can be urged and which cannot. */
export function BulkUrge({ rows, open, onOpen, onClear }: Props): ReactNode {
  return (
    <div className="bulk">
      {open ? (
        <Form rows={rows.slice(0, MOST)} onClose={() => onOpen(false)} onDone={onClear} />
      ) : (
        <>
          <b className="b">{t('bulk.chosen', { n: rows.length })}</b>
          <Button kind="primary" keyFor="urge" onPress={() => onOpen(true)}>
            {t('bulk.urge', { n: rows.length })}
          </Button>
          {rows.length > MOST && <span className="meta">{t('bulk.most', { n: MOST })}</span>}
          <span className="grow" />
          <button type="button" className="linkish" onClick={onClear}>
            <Keys caps={['Esc']} /> {t('bulk.clear')}
          </button>
        </>
      )}
    </div>
  )
}

function Form({ rows, onClose, onDone }: { rows: readonly EventRow[]; onClose: () => void; onDone: () => void }): ReactNode {
  const details = useQueries({ queries: rows.map((r) => eventQuery(r.id)) })
  const act = useAct()
  const [failed, setFailed] = useState(0)
  const known = details.flatMap((d) => (d.data ? [d.data] : []))
  const waiting = details.some((d) => d.isPending)
  const can = known.flatMap((event) => {
    const order = orderOf(event)
    return order ? [{ event, order }] : []
  })
  const cannot = known.filter((event) => orderOf(event) === null)
  const send = async (words: string) => {
    let missed = 0
    for (const { order } of can) {
      if (!(await act.run(`/work-orders/${order.id}/urge`, { version: order.version, words }))) missed++
    }
    setFailed(missed)
    if (missed > 0) return null
    toast({ words: t('bulk.done', { n: can.length }) })
    onDone()
    return true
  }
  const note = waiting
    ? t('bulk.looking', { n: known.length, of: rows.length })
    : cannot.length > 0
      ? t('bulk.cannot', { n: cannot.length, which: cannot.map((e) => e.title).join(comma()) })
      : t('bulk.all-can')
  return (
    <ReasonForm
      draft="bulk-urge"
      title={t('bulk.chosen', { n: rows.length })}
      note={failed > 0 ? t('bulk.failed', { n: failed }) : note}
      label={t('form.words')}
      verb={t('bulk.urge', { n: can.length })}
      least={1}
      off={waiting ? t('bulk.wait') : can.length === 0 ? t('bulk.none') : null}
      ready={[t('urge.accept'), t('urge.arrive'), t('urge.report')]}
      act={act}
      onSend={send}
      onCancel={onClose}
    />
  )
}
