import type { DetectRule } from '../../../contract/pack.ts'
import type { Words } from '../../../contract/words.ts'
import type { Db } from '../../kernel/spine.ts'

/** Versions of the plans that were published here, by type of events. */
export async function planVersions(db: Db): Promise<Map<string, number>> {
  const rows = await db.query<{ pack: string; no: number }>(
    `select pack, no from pack_versions where kind = 'plan' and state = 'live'`,
  )
  return new Map(rows.map(({ pack, no }) => [pack, no]))
}

type VitalName = { code: string; name: Words; version: number }

/** Vitals by name, its pinyin or initials, or code. */
export const findVitals = (db: Db, q: string | null, limit: number): Promise<VitalName[]> =>
  db.query<VitalName>(
    `select code, definition->'name' as name, version from vitals where $1::text is null or strpos(name, $1) > 0 or strpos(initials, lower($1)) > 0
       or strpos(pinyin, lower($1)) > 0 or strpos(code, lower($1)) > 0 order by name, code limit $2`,
    [q, limit],
  )

export async function vitalNamed(db: Db, code: string): Promise<VitalName | null> {
  const [row] = await db.query<VitalName>(`select code, definition->'name' as name, version from vitals where code = $1`, [code])
  return row ?? null
}

/** Rules of a pack by their published versions. */
export async function ruleVersions(db: Db, pack: string, versions: readonly number[]): Promise<Map<number, DetectRule[]>> {
  const rows = await db.query<{ no: number; body: DetectRule[] }>(
    `select no, body from pack_versions where kind = 'rules' and pack = $1 and no = any($2)`,
    [pack, versions],
  )
  return new Map(rows.map(({ no, body }) => [no, body]))
}
