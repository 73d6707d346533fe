import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { EventDetail } from '../../contract/event.ts'
import { get } from '../../ui/api.ts'
import { Button } from '../../ui/button.tsx'
import { t as ui } from '../../ui/t.ts'
import { TextField } from '../../ui/text-field.tsx'
import { Tiles } from '../../ui/tiles.tsx'
import { session } from '../session.ts'
import { t } from '../t.ts'
import { act } from './act.ts'
import type { ShownOrder } from './overlay.ts'

const reasons = ['area', 'owner', 'function', 'insufficient', 'duplicate'] as const

/** More would be a list to search, not a choice. */
const most = 8

/** Units that stand round the case: those it was routed to or that work on it. */
function useUnits(event: string): { id: string; label: string }[] {
  const own = session.use()?.unit.id
  const detail = useQuery({
    queryKey: ['event', event],
    queryFn: ({ signal }) => get<EventDetail>(`/events/${event}`, undefined, signal),
    retry: false,
  })
  const found = new Map<string, string>()
  for (const one of detail.data?.why?.route ?? []) found.set(one.unit, one.unitName)
  for (const one of detail.data?.workOrders ?? []) found.set(one.unit, one.unitName)
  return [...found].filter(([id]) => id !== own).map(([id, label]) => ({ id, label }))
}

/** Gives it back: a reason of the list, the duty it rests on, and the unit that should have it. Once for each unit, within the accept limit. */
export function ReturnForm({ order, onDone }: { order: ShownOrder; onDone: () => void }): ReactNode {
  const [reason, setReason] = useState<string | null>(null)
  const [basis, setBasis] = useState('')
  const [unit, setUnit] = useState<string | null>(null)
  const units = useUnits(order.event)
  const off = !reason
    ? t('return.no-reason')
    : basis.trim().length < 4
      ? t('return.no-basis')
      : !unit
        ? t('return.no-unit')
        : null
  const send = async () => {
    if (await act(order, { verb: 'return', label: t('verb.return'), body: { reason, basis: basis.trim(), proposed: unit } }))
      onDone()
  }
  return (
    <>
      <Tiles
        label={t('return.reason')}
        required
        choices={reasons.map((id) => ({ id, label: ui(`reason.${id}`) }))}
        value={reason}
        onChange={setReason}
      />
      <TextField
        label={t('return.basis')}
        hint={t('return.basis-hint')}
        required
        lines={2}
        maxLength={300}
        value={basis}
        onChange={setBasis}
        audience="internal"
      />
      <Tiles
        label={t('return.unit')}
        required
        choices={units.slice(0, most)}
        value={unit}
        onChange={setUnit}
        {...(units.length === 0 ? { hint: t('return.no-units') } : {})}
      />
      <Button kind="primary" off={off} onPress={() => void send()}>
        {t('verb.return')}
      </Button>
    </>
  )
}
