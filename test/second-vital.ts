import type { VitalDone, VitalEntry } from '../contract/vital-registry.ts'
import type { Story } from './story.ts'

/** The definition of a vital that waits is confirmed by another person: of the city by whoever leads it. */
export async function confirmVital(story: Story, code: string, account = 'lusiqi'): Promise<void> {
  const second = story.as(account)
  const { body } = await second.get<VitalEntry>(`/api/v1/vitals/${code}/entry`)
  if (!body.waiting) throw new Error(`nothing of ${code} waits: ${JSON.stringify(body)}`)
  const done = await second.post<VitalDone>(`/api/v1/vital-requests/${body.waiting.id}/confirm`, {})
  if (done.status !== 200) throw new Error(JSON.stringify(done.body))
  await story.acknowledge()
}
