import assert from 'node:assert/strict'
import type { Story } from '../story.ts'

/** What is reported there. */
export const litter = { type: 'city.garbage', content: '垃圾堆在路边两天没人收', lon: 105.5072, lat: 31.5069 }

/** A citizen reports litter in town A and the district's hub opens it. Returns the event's id. */
export async function openReport(story: Story, key: string): Promise<string> {
  assert.equal((await story.public('POST', '/api/v1/reports', litter, { 'idempotency-key': key })).status, 200)
  const { body } = await story.as('chenli').get<{ rows: { id: string }[] }>('/api/v1/signals?view=waiting')
  const opened = await story.as('chenli').post<{ event: string }>(`/api/v1/signals/${body.rows[0]!.id}/open`, {})
  assert.equal(opened.status, 200, JSON.stringify(opened.body))
  return opened.body.event
}
