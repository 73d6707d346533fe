import { type ReactNode, useState } from 'react'
import type { EventDetail } from '../../contract/event.ts'
import { ApiError, get, post } from '../../ui/api.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { toast } from '../../ui/toast.tsx'
import { newId } from '../outbox/new-id.ts'
import { l } from './messages.ts'

/** Urges the lead's order of the event. Throws ApiError. */
async function urge(event: string, words: string, key: string): Promise<void> {
  const { workOrders } = await get<EventDetail>(`/events/${event}`)
  const order =
    workOrders.find((one) => one.role === 'lead' && one.allowed.includes('urge')) ??
    workOrders.find((one) => one.allowed.includes('urge'))
  if (!order) throw new ApiError(409, 'leader.no-order', l('urge.none'))
  await post(`/work-orders/${order.id}/urge`, { words }, { idempotencyKey: key })
}

const quick = ['urge.1', 'urge.2', 'urge.3'] as const

/** 督办 with words, never a bare press: the one who is urged reads what is asked for. */
export function UrgeForm({ event, onDone }: { event: string; onDone: () => void }): ReactNode {
  const [words, setWords] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [key] = useState(newId)
  const send = async () => {
    setBusy(true)
    try {
      await urge(event, words.trim(), key)
      toast({ words: l('urge.done') })
      onDone()
    } catch (error) {
      setProblem(error instanceof ApiError ? error.message : String(error))
      setBusy(false)
    }
  }
  return (
    <div className="ck-form">
      <fieldset className="quick">
        <legend className="vh">{l('urge.quick')}</legend>
        {quick.map((one) => (
          <Button key={one} onPress={() => setWords(l(one))}>
            {l(one)}
          </Button>
        ))}
      </fieldset>
      <TextField
        label={l('urge.words')}
        lines={2}
        maxLength={200}
        value={words}
        onChange={setWords}
        error={problem}
        audience="internal"
      />
      <div className="acts">
        <Button onPress={onDone}>{l('urge.back')}</Button>
        <Button kind="primary" busy={busy} off={words.trim() ? null : l('urge.empty')} onPress={() => void send()}>
          {l('urge.send')}
        </Button>
      </div>
    </div>
  )
}
