import { createHmac } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { type Receiver, startReceiver } from './receiver.ts'
import { type Story, startStory } from './story.ts'
import type { Answer } from './story-people.ts'

const secret = 'a-secret-of-portal-and-platform'
const directoryKey = 'key-portal'

export type Told = {
  todo: string
  seq: number
  what: 'open' | 'done' | 'withdrawn'
  account: string
  url?: string
  title?: string
}

/** The staff's office portal as a neighbour sees us: hears of to-dos, keeps what is signed by us once, and answers with a receipt. */
export type OfficePortal = {
  story: Story
  receiver: Receiver
  /** in the order they came; what came again under the same key once */
  told(): Told[]
  /** to-dos that stand in it now, by account */
  shows(): string[]
  /** its user centre, which says whose a token is */
  identity: Receiver
  /** hands over its directory with the key the settings name */
  lists(directory: object): Promise<Answer<Listed>>
}
export type Listed = {
  code?: string
  known?: boolean
  counts: Record<string, { rows: number; made: number; changed: number; ended: number; refused: number }>
  refused: { kind: string; number: string; code: string; zh: string; en: string }[]
}

export async function startOfficePortal(test: TestContext): Promise<OfficePortal> {
  const receiver = await startReceiver(test)
  receiver.always({ body: '{"receipt":"DB-1"}' })
  const file = join(mkdtempSync(join(tmpdir(), 'zhili-portal-')), 'channels.json')
  const identity = await startReceiver(test)
  const portal = {
    ...{ owner: '办公门户处', url: receiver.url, secret: 'CHANNEL_PORTAL', address: 'https://zhili.example' },
    ...{ key: directoryKey, exchange: identity.url },
  }
  writeFileSync(file, JSON.stringify({ portal }))
  const story = await startStory(test, { env: { CHANNELS_FILE: file, CHANNEL_PORTAL: secret } })
  let authorization = ''
  const lists = async (directory: object): Promise<Answer<Listed>> => {
    authorization ||= await keyOf(story)
    return (await story.public('POST', '/api/v1/portal/directory', directory, { authorization })) as unknown as Answer<Listed>
  }
  const told = (): Told[] => {
    const known = new Set<string>()
    return receiver.got.filter(isSigned).flatMap(({ headers, body }) => {
      const key = String(headers['idempotency-key'])
      if (known.has(key)) return []
      known.add(key)
      return [JSON.parse(body.toString('utf8')) as Told]
    })
  }
  return {
    story,
    receiver,
    told,
    identity,
    lists,
    shows() {
      const last = new Map(told().map((one) => [one.todo, one]))
      return [...last.values()]
        .filter(({ what }) => what === 'open')
        .map(({ account }) => account)
        .sort()
    },
  }
}

async function keyOf(story: Story): Promise<string> {
  const wish = { id: directoryKey, name: '办公门户', kind: 'system', unit: 'unit-linjiang' }
  const { body } = await story.as('nijie').post<{ secret: string }>('/api/v1/admin/keys', wish)
  return `Bearer ${directoryKey}.${body.secret}`
}

/** The signature as the receiver of a Standard Webhook checks it. */
export function isSigned({ headers, body }: Receiver['got'][number]): boolean {
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body.toString('utf8')}`
  return headers['webhook-signature'] === `v1,${createHmac('sha256', secret).update(signed).digest('base64')}`
}
