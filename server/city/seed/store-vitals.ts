import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from } from 'pg-copy-streams'
import type { VitalDefinition } from '../../../contract/vital.ts'

export type SeededVital = { definition: VitalDefinition; state: string; pinyin: string; initials: string }
export type SeededValue = {
  vital: number
  area: string
  period: Date
  num: number
  den: number
  observed: Date
  reason?: string
  marks?: object[]
}

/** Registers vitals with their first version; answers the number of each by its code. */
export async function seedRegistry(
  client: pg.ClientBase,
  vitals: readonly SeededVital[],
  now: Date,
): Promise<Map<string, number>> {
  const { rows } = await client.query<{ id: number; code: string }>(
    `with added as (
       insert into vitals (code, state, board, track, name, pinyin, initials, definition, changed_at)
       select d->>'code', s, d->>'board', d->>'track', d->'name'->>'zh', p, i, d, $5
       from unnest($1::jsonb[], $2::text[], $3::text[], $4::text[]) as x(d, s, p, i) returning id, code, definition),
     versions as (insert into vital_versions (vital, version, definition, by, at) select id, 1, definition, 'seed', $5 from added)
     select id, code from added`,
    [
      vitals.map(({ definition }) => JSON.stringify(definition)),
      ...(['state', 'pinyin', 'initials'] as const).map((name) => vitals.map((vital) => vital[name])),
      now,
    ],
  )
  return new Map(rows.map(({ id, code }) => [code, id]))
}

/** Writes values as if they had been told in time; the roll-up takes them up as it takes up any. */
export async function copyVitalValues(client: pg.ClientBase, values: Iterable<SeededValue>): Promise<number> {
  const stream = client.query(
    from('copy vital_values (vital, period, area, num, den, observed_at, known_at, source, actor, reason, marks) from stdin'),
  )
  const line = ({ vital, area, period, num, den, observed, reason, marks }: SeededValue): string =>
    `${vital}\t${period.toISOString()}\t${area}\t${num}\t${den}\t${observed.toISOString()}\t${observed.toISOString()}\tseed\tseed\t${reason ?? '\\N'}\t${marks ? JSON.stringify(marks) : '\\N'}\n`
  await pipeline(Readable.from(blocks(values, line)), stream)
  await client.query(
    'insert into vital_changes (vital, period, area) select vital, period, area from vital_values order by period, vital, area',
  )
  await client.query('analyze vitals, vital_values')
  return stream.rowCount
}

function* blocks<T>(values: Iterable<T>, line: (value: T) => string): Generator<string> {
  let block = ''
  for (const value of values) {
    block += line(value)
    if (block.length > 65_536) {
      yield block
      block = ''
    }
  }
  yield block
}
