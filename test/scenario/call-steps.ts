import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { startReceiver } from '../receiver.ts'
import { type Story, startStory } from '../story.ts'
import { openYellow } from './septic.ts'

type Calls = { rows: { person: string; step: number; attempts: { channel: string; state: string; answer: string | null }[] }[] }

export async function attemptsOf(story: Story, person: string): Promise<string[]> {
  const { id } = await story.as('chenli').event()
  const { body } = await story.as('chenli').get<Calls>(`/api/v1/events/${id}/calls`)
  return body.rows
    .filter((row) => row.person === person)
    .flatMap((row) => row.attempts.map((one) => `${one.channel} ${one.answer ?? one.state}`))
}

/** A second person who holds the post of the lead, and stands in by the roster of this shift. */
export async function addDeputy(story: Story): Promise<void> {
  const post = 'post-linjiang-safety-law-a'
  const [from, to] = [new Date(story.now().getTime() - 3_600_000), new Date(story.now().getTime() + 86_400_000)]
  await story.sql(
    `insert into appointments (id, person, post, kind, valid_from) values ('a-deputy', 'p-suhe', $1, 'concurrent', $2)`,
    [post, from],
  )
  await story.sql(
    `insert into duty_shifts (id, post, person, starts_at, ends_at, deputy) values ('s-1', $1, 'p-zhoumin', $2, $3, 'p-suhe')`,
    [post, from, to],
  )
}

/** A story whose SMS and phone calls go to real receivers, and the key a gateway answers with. */
export async function withGateways(t: TestContext) {
  const [sms, voice] = [await startReceiver(t), await startReceiver(t)]
  const file = join(mkdtempSync(join(tmpdir(), 'zhili-channels-')), 'channels.json')
  const json = { to: '{phone}', text: '{text}', code: '{code}', id: '{key}' }
  writeFileSync(file, JSON.stringify({ sms: { url: sms.url, json }, voice: { url: voice.url, json } }))
  const story = await startStory(t, { env: { CHANNELS_FILE: file } })
  const made = await story.as('nijie').post<{ id: string; secret: string }>('/api/v1/admin/keys', {
    name: '短信网关',
    kind: 'system',
    unit: 'unit-linjiang',
  })
  assert.equal(made.status, 200, JSON.stringify(made.body))
  const authorization = `Bearer ${made.body.id}.${made.body.secret}`
  const answers = (body: Record<string, unknown>) => story.public('POST', '/api/v1/calls/answers', body, { authorization })
  const heard = (at: number, from = sms) =>
    JSON.parse(from.got[at]!.body.toString()) as Record<'to' | 'text' | 'code' | 'id', string>
  return { story, sms, voice, answers, heard }
}

/** The call to this person that waits for an answer, as their card names it. */
export const waiting = async (story: Story, by: string, order: string) =>
  (await story.as(by).get<{ callWaiting: string | null }>(`/api/v1/work-orders/${order}`)).body.callWaiting
type Said = { order: string; attempt: string | null; answer: 'known' | 'refused' }
export const say = (story: Story, by: string, { order, ...body }: Said) =>
  story.as(by).post<{ answered: boolean }>(`/api/v1/work-orders/${order}/answer-call`, body)
export const answer = async (story: Story, by: string, order: string, said: Said['answer']) =>
  say(story, by, { order, attempt: await waiting(story, by, order), answer: said })

/** A yellow tank dispatched by a person, worked by nobody yet; its eight seconds are over. */
export async function yellow(story: Story): Promise<string> {
  const event = await openYellow(story)
  await story.pass({ s: 9 })
  return event
}
export const actOn = async (story: Story, by: string, url: string, body: object = {}): Promise<void> => {
  const answered = await story.as(by).post(`/api/v1/events/${url}`, body)
  assert.equal(answered.status, 200, `${by} ${url}: ${JSON.stringify(answered.body)}`)
}
