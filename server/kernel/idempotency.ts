import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { callerOf } from './http.ts'
import { RefusalError } from './result.ts'
import type { Db, Spine, Tx } from './spine.ts'

/**
 * One write request = one transaction. With an `Idempotency-Key` a repeat, even at the same moment, gets the very
 * same answer and changes nothing: the second waits on the key's row until the first has committed.
 */
export async function write<T>(spine: Spine, request: FastifyRequest, work: (tx: Tx) => Promise<T>): Promise<T> {
  const actor = request.caller?.actor ?? { kind: 'citizen' as const, id: 'citizen' }
  const key = request.headers['idempotency-key']
  return spine.transaction(actor, async (tx) => {
    if (typeof key !== 'string' || key.length === 0) return work(tx)
    const said = `${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`
    return once(tx, { owner: ownerOf(request), key, said }, work)
  })
}

/** What is done once: by whom, under which key of theirs, and what was said; the same key for other words is refused. */
export type Once = { owner: string; key: string; said: string }

/** Does work once for a key of its owner; a repeat gets the answer of the first. */
export async function once<T>(tx: Tx, { owner, key, said }: Once, work: (tx: Tx) => Promise<T>): Promise<T> {
  const asked = createHash('sha256').update(said).digest('hex')
  const fresh = await tx.query(
    'insert into idempotency_keys (actor, key, request, made_at) values ($1, $2, $3, $4) on conflict do nothing returning 1',
    [owner, key.slice(0, 200), asked, tx.now],
  )
  if (fresh.length === 0) {
    const [before] = await tx.query<{ request: string; response: T }>(
      'select request, response from idempotency_keys where actor = $1 and key = $2',
      [owner, key.slice(0, 200)],
    )
    if (before?.request !== asked) throw new RefusalError({ code: 'key.reused' })
    return before.response
  }
  const value = await work(tx)
  await tx.query('update idempotency_keys set response = $3 where actor = $1 and key = $2', [
    owner,
    key.slice(0, 200),
    JSON.stringify(value),
  ])
  return value
}

const ownerOf = (request: FastifyRequest): string => (request.caller ? callerOf(request).person : 'public')

/** Has the key of this request an answer already? For work that comes before `write`, which a repeat must not do again. */
export async function isAnswered(db: Db, request: FastifyRequest): Promise<boolean> {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || key.length === 0) return false
  const found = await db.query('select 1 from idempotency_keys where actor = $1 and key = $2', [
    ownerOf(request),
    key.slice(0, 200),
  ])
  return found.length > 0
}
