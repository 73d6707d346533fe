import { createHash } from 'node:crypto'
import { plainText } from '../../../kernel/plain-text.ts'
import { malformed, type Refusal, RefusalError } from '../../../kernel/result.ts'
import type { Tx } from '../../../kernel/spine.ts'
import { countOpen, insertDelivery, insertRefused } from './store-deliveries.ts'
import { noteFailed } from './store-feeds.ts'
import type { Delivery, MappedFeed } from './types.ts'

/** What one file of readings may weigh. */
export const mostBytes = 20 * 1_048_576
/** Files of one feed that may wait to be read. */
const mostWaiting = 50

/** `id`: of a file that was given one before it came here. */
type Brought = Pick<Delivery, 'name' | 'by' | 'origin'> & { data: Uint8Array; id?: string }

/** Keeps a file of a feed to be read; once this is committed it will be, whatever happens. The id of what it is delivered as. */
export async function bringFile(tx: Tx, feed: MappedFeed, { data, name, by, origin, id: own }: Brought): Promise<string> {
  if (feed.kind !== 'file' && origin !== 'poll') throw new RefusalError({ code: 'feed.kind' })
  if (!feed.on) throw new RefusalError({ code: 'feed.closed' })
  if (data.length === 0) throw new RefusalError(malformed('/file', 'rows.none'))
  if (data.length > mostBytes) throw new RefusalError({ code: 'input.too-large', details: { limit: '20 MB' } })
  const digest = digestOf(data)
  if ((await countOpen(tx, feed.id)) >= mostWaiting) throw new RefusalError({ code: 'input.too-many', details: { seconds: 60 } })
  const file = fileName(name)
  const { id, fresh } = await insertDelivery(tx, { id: own ?? tx.newId(), feed: feed.id, name: file, by, origin, data, digest })
  if (fresh && origin !== 'poll') {
    const body = { feed: feed.id, name: feed.name, file, bytes: data.length }
    await tx.record({ kind: 'delivery.received', subject: id, area: null, body })
  }
  return id
}

export const digestOf = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex')

const fileName = (name: string): string => plainText(name).replace(/[/\\]/g, ' ').slice(0, 120) || 'file'

type Refused = Pick<Delivery, 'id' | 'name' | 'by' | 'origin' | 'bytes'> & { refusal: Refusal }

/** Notes a file nobody waits for an answer to that is not even kept: whoever looks at the feed sees it, and why. */
export async function refuseFile(tx: Tx, feed: MappedFeed, { refusal, name, ...file }: Refused): Promise<void> {
  const plain = fileName(name)
  if (!(await insertRefused(tx, { ...file, feed: feed.id, name: plain }, refusal))) return
  await noteFailed(tx, feed.id, tx.now, refusal)
  await tx.record({
    kind: 'delivery.refused',
    subject: file.id,
    area: null,
    body: { feed: feed.id, file: plain, code: refusal.code },
  })
}
