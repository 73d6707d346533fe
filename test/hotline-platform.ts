import { createHmac } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { type Receiver, startReceiver } from './receiver.ts'
import { type Story, startStory } from './story.ts'

export const hotlineKey = 'key-12345'
const secret = 'a-secret-of-both-sides'
/** What the platform got, in the order its orders were told it; only what was signed by us. */
export type Heard = {
  no: string
  seq: number
  what: string
  ask?: string
  until?: string
  text?: string
  event?: string
  reason?: string
}

/** The platform of a hotline as a neighbour sees it: hands orders over with its key, hears what becomes of them, gives a receipt for every word. */
export type Platform = {
  story: Story
  receiver: Receiver
  heard(): Heard[]
  hands(order: object): Promise<{ status: number; body: Record<string, unknown> }>
  asks(path: string, body?: object): Promise<{ status: number; body: Record<string, unknown> }>
}

/** `crs`: the degrees it speaks. */
export async function startPlatform(test: TestContext, { crs = 'WGS-84' }: { crs?: string } = {}): Promise<Platform> {
  const receiver = await startReceiver(test)
  receiver.always({ body: '{"receipt":"HZ-1"}' })
  const file = join(mkdtempSync(join(tmpdir(), 'zhili-hotline-')), 'channels.json')
  const hotline = { name: '12345', owner: '热线办', key: hotlineKey, url: receiver.url, secret: 'CHANNEL_HOTLINE' }
  writeFileSync(file, JSON.stringify({ hotlines: [{ ...hotline, crs, types: { '010203': 'city.manhole' } }] }))
  const story = await startStory(test, { env: { CHANNELS_FILE: file, CHANNEL_HOTLINE: secret } })
  const { body } = await story
    .as('nijie')
    .post<{ secret: string }>('/api/v1/admin/keys', { id: hotlineKey, name: '12345 平台', kind: 'system', unit: 'unit-linjiang' })
  const authorization = `Bearer ${hotlineKey}.${body.secret}`
  const speak = (method: 'GET' | 'POST', path: string, given?: object) =>
    story.public(method, `/api/v1/hotline/orders${path}`, given, { authorization }) as ReturnType<Platform['hands']>
  return {
    story,
    receiver,
    heard: () =>
      receiver.got
        .filter(isSigned)
        .map((got) => JSON.parse(got.body.toString('utf8')) as Heard)
        .sort((a, b) => a.no.localeCompare(b.no) || a.seq - b.seq),
    hands: (order) => speak('POST', '', order),
    asks: (path, given) => speak(given ? 'POST' : 'GET', path, given),
  }
}

/** The signature as the receiver of a Standard Webhook checks it. */
function isSigned({ headers, body }: Receiver['got'][number]): boolean {
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body.toString('utf8')}`
  return headers['webhook-signature'] === `v1,${createHmac('sha256', secret).update(signed).digest('base64')}`
}
