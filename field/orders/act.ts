import { serverNow } from '../../ui/clock.ts'
import { toast } from '../../ui/toast.tsx'
import { enqueue } from '../outbox/outbox.ts'
import type { OutPhoto, OutVerb } from '../outbox/types.ts'
import { session } from '../session.ts'
import { t } from '../t.ts'
import type { ShownOrder } from './overlay.ts'

/** Verbs whose body tells when it truly happened; the others count from their receipt. */
const timed: ReadonlySet<OutVerb> = new Set([
  'accept',
  'arrive',
  'progress',
  'return',
  'submit',
  'evacuation',
  'evacuation-nobody',
  'way-close',
  'way-needless',
  'way-tell',
])

export type Acting = { verb: OutVerb; label: string; body?: Readonly<Record<string, unknown>>; photos?: readonly OutPhoto[] }

/**
 * Does something with an order: into the outbox first, whatever the network; the phone buzzes once it is safe there. Nothing of it
 * waits for an answer. Rejects when the phone cannot keep it: then nothing was done and the person is told.
 */
export async function act(
  order: Pick<ShownOrder, 'id' | 'title'>,
  { verb, label, body = {}, photos = [] }: Acting,
): Promise<boolean> {
  const person = session.get()?.person.id
  if (!person) return false
  const at = timed.has(verb) ? { occurredAt: new Date(serverNow()).toISOString() } : {}
  try {
    await enqueue({ person, case: order.id, verb, title: order.title, label, body: { ...body, ...at }, photos })
    navigator.vibrate?.(40)
    return true
  } catch {
    toast({ words: t('phone.full'), problem: true })
    return false
  }
}
