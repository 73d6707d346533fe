// The SQL of one case, recorded while the product works on it and said again by bare clients: new ids, new times, nothing else.
import pg from 'pg'
import type { CaseStep } from './case-town.ts'

/** `name`: of the prepared statement, where it is one. */
type Said = { step: CaseStep; name?: string | undefined; text: string; values: unknown[]; rows: Record<string, unknown>[] }
export type Recording = { said: Said[]; at: number }

/** An event's number, which the product makes of its type, the day and a count. */
const eventNo = /[A-Z]{4,}\d{14,}/g
let numbers = 0
const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** Records every statement of clients of this process, with its answer, while `work` runs; `stepNow` says for which step. */
export async function record(work: (stepNow: (step: CaseStep | null) => void) => Promise<void>): Promise<Recording> {
  const said: Said[] = []
  const at = Date.now()
  let step: CaseStep | null = null
  const real = pg.Client.prototype.query
  type Query = (asked: unknown, values?: unknown[]) => Promise<{ rows: Record<string, unknown>[] }>
  const spy = async function (this: pg.Client, text: unknown, values: unknown, done: unknown): Promise<unknown> {
    const asked = askedOf(text, values)
    if (!asked || !step) return (real as unknown as (...all: unknown[]) => unknown).call(this, text, values, done)
    const entry: Said = { step, ...asked, rows: [] }
    said.push(entry)
    const answer = await (real as unknown as Query).call(this, text, asked.values)
    entry.rows = answer.rows
    return answer
  }
  Object.assign(pg.Client.prototype, { query: spy })
  try {
    await work((now) => {
      step = now
    })
  } finally {
    Object.assign(pg.Client.prototype, { query: real })
  }
  return { said, at }
}

/** A statement by its text or as an object; null of what calls back, which is the driver's own. */
function askedOf(text: unknown, values: unknown): Pick<Said, 'name' | 'text' | 'values'> | null {
  if (typeof values === 'function') return null
  if (typeof text === 'string') return { text, values: (values as unknown[] | undefined) ?? [] }
  const { name, text: said, values: given } = text as { name?: string; text?: string; values?: unknown[] }
  return said === undefined ? null : { name, text: said, values: given ?? [] }
}

/** Says one recorded case again with ids of its own; a bare loop without any of our code. */
export async function replay(pool: pg.Pool, { said, at }: Recording): Promise<void> {
  const names = new Map<string, string>()
  const shift = Date.now() - at
  const fresh = (text: string): string =>
    names.get(text) ??
    text
      .replace(uuid, (id) => names.get(id) ?? rename(names, id, crypto.randomUUID().replace(/-4/, '-7')))
      .replace(eventNo, (no) => names.get(no) ?? rename(names, no, `BARE${String(++numbers).padStart(14, '0')}`))
  const anew = (value: unknown): unknown => {
    if (typeof value === 'string') return fresh(value)
    if (value instanceof Date) return new Date(value.getTime() + shift)
    if (Array.isArray(value)) return value.map(anew)
    if (value !== null && typeof value === 'object') return JSON.parse(fresh(JSON.stringify(value)))
    return value
  }
  let client: pg.PoolClient | null = null
  try {
    for (const { name, text, values, rows } of said) {
      if (text === 'begin') client = await pool.connect()
      const answer = await (client ?? pool).query({ ...(name && { name: `again ${name}` }), text, values: values.map(anew) })
      // Ids the database gives out (a fact's number, an event's number) are named anew too.
      rows.forEach((row, i) => {
        for (const [key, was] of Object.entries(row)) {
          const is = answer.rows[i]?.[key]
          if (typeof was === 'string' && typeof is === 'string' && was !== is && !names.has(was)) names.set(was, is)
        }
      })
      if (text === 'commit') {
        client?.release()
        client = null
      }
    }
  } catch (error) {
    client?.release(true)
    throw error
  }
}

function rename(names: Map<string, string>, was: string, is: string): string {
  names.set(was, is)
  return is
}
