import assert from 'node:assert/strict'
import { followBalance } from '../../server/flow/7-evaluate/on-balance.ts'
import { compareBalance } from '../../server/flow/7-evaluate/store-balance.ts'
import { untilSafe } from '../safe-facts.ts'
import type { Story } from '../story.ts'

export const district = '99/990101/'
export const clean = { ch4: 2, h2s: 1, o2: 20.9, co: 2 }
export const at = (story: Story, minutes: number): string => new Date(story.now().getTime() + minutes * 60_000).toISOString()

export type Row = { id: string; state: string; muted: number; mayConfirm: boolean; mayEnd: boolean }
export const mutes = async (story: Story, by = 'chenli'): Promise<Row[]> =>
  (await story.as(by).get<{ rows: Row[] }>('/api/v1/mutes')).body.rows
export const muted = (story: Story): Promise<{ alarm: string; severity: string; reasons: { kind: string }[] }[]> =>
  story.sql('select alarm, severity, reasons from muted_alarms where ended_at is null order by since')
export const opened = async (story: Story, type?: string): Promise<{ type: string; title: string; lead_unit: string }[]> =>
  story.sql(
    `select type, title, lead_unit from events where state <> 'merged' and ($1::text is null or type = $1) order by opened_at`,
    [type ?? null],
  )
export const waiting = (story: Story): Promise<unknown[]> => story.sql(`select id from signals where state = 'waiting'`)
export const kinds = (rows: { reasons: { kind: string }[] }[]): string[] =>
  rows.map(({ reasons }) => reasons.map(({ kind }) => kind).join('+'))

export async function makeMute(story: Story, body: object, by = 'chenli'): Promise<string> {
  const made = await story
    .as(by)
    .post<{ id: string }>('/api/v1/mutes', { kind: 'works', area: district, reason: '清掏作业', ...body })
  assert.equal(made.status, 200, JSON.stringify(made.body))
  return made.body.id
}

/** A tank from clean air to a value, with its fan running. */
export async function rises(story: Story, device: string, ch4: number): Promise<void> {
  await story.reads(device, { ...clean, ch4 })
  const command = (await story.commands()).findLast((one) => one.device === device)
  if (command?.state === 'sent') await story.receipts(device)
}

/** As far as a person who has to look at it, and its fan helps a little: a fan without effect would call people by itself. */
export async function yellow(story: Story, device: string): Promise<void> {
  await rises(story, device, 22)
  await story.pass({ s: 30 })
  await story.reads(device, { ...clean, ch4: 17 })
}

export async function balances(story: Story): Promise<void> {
  const { spine } = story.zhili
  await untilSafe(spine)
  while (await followBalance(spine, 'Asia/Shanghai')) await spine.query('select 1')
  const days = { from: '2026-03-01', to: '2026-03-04' }
  assert.deepEqual(await compareBalance(spine, 'Asia/Shanghai', days), [])
}
