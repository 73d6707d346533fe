import type { VitalDefinition } from '../../../../contract/vital.ts'
import type { VitalState } from '../../../../contract/vital-kinds.ts'
import type { Db, Tx } from '../../../kernel/spine.ts'

/** A vital as the registry holds it. `home`: the area it belongs to; null: the city's. */
export type Registered = {
  id: number
  code: string
  state: VitalState
  version: number
  definition: VitalDefinition
  home: string | null
  changedAt: Date
}

const columns = 'id, code, state, version, definition, home, changed_at as "changedAt"'

/** Vitals by their codes. `forUpdate`: nobody else changes them before this transaction ends. */
export async function registeredByCode(db: Db, codes: readonly string[], forUpdate = false): Promise<Map<string, Registered>> {
  const rows = await db.query<Registered>(
    `select ${columns} from vitals where code = any($1) order by id${forUpdate ? ' for update' : ''}`,
    [codes],
  )
  return new Map(rows.map((row) => [row.code, row]))
}

export function allRegistered(db: Db): Promise<Registered[]> {
  return db.query<Registered>(`select ${columns} from vitals order by board, track, code`)
}

/** Puts a vital under the area whose registry it stands in. */
export async function setHome(tx: Tx, codes: readonly string[], home: string | null): Promise<void> {
  await tx.query('update vitals set home = $2 where code = any($1)', [codes, home])
}

/** Publishes a definition as the next version, kept with all before it; answers that version. */
export async function publish(
  tx: Tx,
  { id, definition, spelled, by }: { id: number; definition: VitalDefinition; spelled: Spelled; by: string },
): Promise<number> {
  const [row] = await tx.query<{ version: number }>(
    `with changed as (
       update vitals set version = version + 1, definition = $2::jsonb, board = $2::jsonb->>'board', track = $2::jsonb->>'track', name = $2::jsonb->'name'->>'zh',
         owner = $2::jsonb->>'owner', pinyin = $3, initials = $4, changed_at = $6 where id = $1 returning id, version, definition)
     insert into vital_versions (vital, version, definition, by, at) select id, version, definition, $5, $6 from changed returning version`,
    [id, JSON.stringify(definition), spelled.pinyin, spelled.initials, by, tx.now],
  )
  return row!.version
}
export type Spelled = { pinyin: string; initials: string }

/** Leads vitals a step. What is connected anew owes values from then on; from trusted back to connected it has owed them all the time. */
export async function setStates(tx: Tx, moves: readonly { code: string; to: VitalState }[]): Promise<void> {
  await tx.query(
    `update vitals v set state = m.state, changed_at = $3,
       connected_at = case when m.state = 'connected' and v.state = 'catalogued' then $3 else v.connected_at end
     from unnest($1::text[], $2::text[]) as m(code, state) where v.code = m.code`,
    [moves.map(({ code }) => code), moves.map(({ to }) => to), tx.now],
  )
}

/** Whoever puts a formula in force meanwhile waits for the end of this transaction. */
export const lockFormulas = async (tx: Tx): Promise<void> => {
  await tx.query(`select pg_advisory_xact_lock(hashtext('vitals.formulas'))`)
}

export type Draft = { version: number; definition: VitalDefinition; by: string; at: Date }

export async function draftOf(db: Db, vital: number): Promise<Draft | null> {
  return (await db.query<Draft>('select version, definition, by, at from vital_drafts where vital = $1', [vital]))[0] ?? null
}

export async function keepDraft(tx: Tx, vital: number, { version, definition, by, at }: Draft): Promise<void> {
  await tx.query(
    `insert into vital_drafts (vital, version, definition, by, at) values ($1, $2, $3, $4, $5)
     on conflict (vital) do update set version = $2, definition = $3, by = $4, at = $5`,
    [vital, version, JSON.stringify(definition), by, at],
  )
}

/** Drops a draft; answers whether there was one. */
export async function dropDraft(tx: Tx, vital: number): Promise<boolean> {
  return (await tx.query('delete from vital_drafts where vital = $1 returning 1', [vital])).length > 0
}

export function versionsOf(db: Db, vital: number): Promise<Draft[]> {
  return db.query<Draft>('select version, definition, by, at from vital_versions where vital = $1 order by version desc', [vital])
}

export type Step = { from: VitalState; to: VitalState; reason: string | null; at: Date; actor: { id: string } }

/** The steps a vital took along its life, newest first, as the journal has them. */
export function stepsOf(db: Db, code: string): Promise<Step[]> {
  return db.query<Step>(
    `select body->>'from' as from, body->>'to' as to, body->>'reason' as reason, recorded_at as at, actor
     from facts where subject = $1 and kind = 'vital.moved' order by recorded_at desc, id desc limit 50`,
    [code],
  )
}

/** Was a value of it ever told? */
export async function isTold(db: Db, vital: number): Promise<boolean> {
  return (await db.query('select 1 from vital_values where vital = $1 limit 1', [vital])).length > 0
}

export type Named = { units: Map<string, string>; posts: Map<string, string> }

/** Units with their names, posts with their unit: of the asked ids those that stand now. */
export async function namesOf(db: Db, ids: readonly string[], at: Date): Promise<Named> {
  const rows = await db.query<{ id: string; of: string; kind: 'unit' | 'post' }>(
    `select id, name as of, 'unit' as kind from units where id = any($1) and (valid_to is null or valid_to > $2)
     union all select id, unit, 'post' from posts where id = any($1) and (valid_to is null or valid_to > $2)`,
    [ids, at],
  )
  const of = (kind: 'unit' | 'post') => new Map(rows.filter((row) => row.kind === kind).map((row) => [row.id, row.of]))
  return { units: of('unit'), posts: of('post') }
}

/** The names of people, for those who wrote versions; others keep their id. */
export async function authorsOf(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.query<{ id: string; name: string }>('select id, name from persons where id = any($1)', [ids])
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Of these vitals those that a value was told of. */
export async function toldAmong(db: Db, ids: readonly number[]): Promise<Set<number>> {
  const rows = await db.query<{ id: number }>(
    'select id from unnest($1::int[]) as v(id) where exists (select 1 from vital_values t where t.vital = v.id)',
    [ids],
  )
  return new Set(rows.map(({ id }) => id))
}
