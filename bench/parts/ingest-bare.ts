// The least that could be done with a reading: parse it, let the rules look, copy it into PostgreSQL.
import { once } from 'node:events'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { septicGas } from '../../packs/septic-gas/pack.ts'
import { compileRules } from '../../server/flow/2-detect/rules/look.ts'
import type { RuleState } from '../../server/flow/2-detect/types.ts'
import { calm } from './ingest-feed.ts'

export type BareLoop = { run(asked: { each: number; seconds: number }): Promise<number>; close(): Promise<void> }

const devices = 2_882
const rowsAtOnce = 1_000

type Parsed = { at: string; values: Record<string, number> }

let count = 0
/** A batch of payloads as the gateways would send them. */
const payloads = (each: number): { device: string; text: string }[] =>
  Array.from({ length: rowsAtOnce / each }, () => {
    count++
    const readings = Array.from({ length: each }, (_, n) => ({
      at: new Date(Date.now() + n).toISOString(),
      values: calm(count + n),
    }))
    return { device: `bare-${count % devices}`, text: JSON.stringify(each === 1 ? readings[0] : readings) }
  })

export async function createBareLoop(url: string): Promise<BareLoop> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('create table bare (at timestamptz, device text, values jsonb)')
  const rules = compileRules(
    septicGas.detect.map((rule) => ({ rule, pack: septicGas })),
    'Asia/Shanghai',
  )
  const memory = new Map<string, Record<string, RuleState>>()

  async function batch(given: { device: string; text: string }[]): Promise<void> {
    const rows: string[] = []
    for (const { device, text } of given) {
      const parsed = JSON.parse(text) as Parsed | Parsed[]
      for (const { at, values } of Array.isArray(parsed) ? parsed : [parsed]) {
        const now = Date.parse(at)
        const seen = rules.lookAll(memory.get(device) ?? {}, { now, values, lastAt: now })
        memory.set(device, seen.states)
        rows.push(`${at}\t${device}\t${JSON.stringify(values)}\n`)
      }
    }
    const stream = client.query(copyFrom('copy bare from stdin'))
    stream.end(rows.join(''))
    await once(stream, 'finish')
  }

  return {
    async run({ each, seconds }) {
      await client.query('truncate bare')
      const made = Array.from({ length: 50 }, () => payloads(each))
      let rows = 0
      const began = performance.now()
      for (let n = 0; performance.now() - began < seconds * 1000; n++) {
        await batch(made[n % made.length]!)
        rows += rowsAtOnce
      }
      return (1000 * rows) / (performance.now() - began)
    },
    close: () => client.end(),
  }
}
