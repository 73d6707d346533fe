import assert from 'node:assert/strict'
import type { DeliveryRow, MappedFeedList, MappedFeedRow } from '../contract/mapped-feed.ts'
import type { Story } from './story.ts'
import type { Answer } from './story-people.ts'

/** Who sets feeds up. */
export const admin = (story: Story) => story.as('zouhaining')

/** A mapping with one column for each reading, times as Chinese spreadsheets write them. */
export const wide = {
  device: { column: '设备号' },
  time: { column: '时间', format: 'local' },
  wide: [
    { column: '甲烷', reading: 'ch4' },
    { column: '硫化氢', reading: 'h2s' },
  ],
}
export const fileFeed = { name: '排水公司日报', kind: 'file', unit: 'unit-linjiang', mapping: wide }

export async function makeFeed(story: Story, more: object = {}): Promise<string> {
  const made = await admin(story).post<{ id: string }>('/api/v1/mapped-feeds', { ...fileFeed, ...more })
  assert.equal(made.status, 200, JSON.stringify(made.body))
  return made.body.id
}

/** A key of a system, as the header it is shown by. */
export async function systemKey(story: Story, id = 'key-drainage'): Promise<{ authorization: string }> {
  const { body } = await story
    .as('nijie')
    .post<{ secret: string }>('/api/v1/admin/keys', { id, name: '排水公司', kind: 'system', unit: 'unit-linjiang' })
  return { authorization: `Bearer ${id}.${body.secret}` }
}

/** Reads everything that was brought. */
export async function readAll(story: Story): Promise<void> {
  while (await story.zhili.mapped.read());
}

export const bring = (story: Story, feed: string, data: string | Uint8Array, name = '日报.csv') =>
  admin(story).post<DeliveryRow>(
    `/api/v1/mapped-feeds/${feed}/files?name=${encodeURIComponent(name)}`,
    Buffer.from(data as string),
  )

/** Brings a file and reads it to its end. */
export async function deliver(story: Story, feed: string, data: string | Uint8Array): Promise<DeliveryRow> {
  const brought = await bring(story, feed, data)
  assert.equal(brought.status, 202, JSON.stringify(brought.body))
  await readAll(story)
  return (await deliveries(story, feed)).find(({ id }) => id === brought.body.id)!
}

export async function deliveries(story: Story, feed: string): Promise<DeliveryRow[]> {
  return (await admin(story).get<{ rows: DeliveryRow[] }>(`/api/v1/mapped-feeds/${feed}/deliveries`)).body.rows
}

export async function feedOf(story: Story, feed: string): Promise<MappedFeedRow> {
  const { body } = await admin(story).get<MappedFeedList>('/api/v1/mapped-feeds')
  return body.rows.find(({ id }) => id === feed)!
}

export const faults = (story: Story, delivery: string, who = 'zouhaining'): Promise<Answer> =>
  story.as(who).get(`/api/v1/deliveries/${delivery}/faults`)

export const readings = (story: Story) =>
  story.sql<{ device: string; at: Date; values: Record<string, number>; quality: string }>(
    'select device, at, values, quality from readings order by device, at',
  )
