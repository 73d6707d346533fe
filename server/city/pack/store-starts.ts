import type { Pack } from '../../../contract/pack.ts'
import type { Db, Tx } from '../../kernel/spine.ts'
import type { PackStart } from './types.ts'

/** A pack was switched on at a place: its time begins anew there. */
export const noteSwitchedOn = (tx: Tx, pack: string, area: string): Promise<unknown> =>
  tx.query(
    `insert into pack_starts (pack, area, at, how) values ($1, $2, $3, 'switched-on')
     on conflict (pack, area) do update set at = excluded.at, how = excluded.how`,
    [pack, area, tx.now],
  )

/** A pack was installed from a file; an upgrade changes nothing. */
export const noteInstalled = (tx: Tx, pack: string): Promise<unknown> =>
  tx.query(`insert into pack_starts (pack, area, at, how) values ($1, '', $2, 'installed') on conflict do nothing`, [
    pack,
    tx.now,
  ])

/** Packs that come with the platform begin at its first start, each once; one that has cases of before already began nobody knows when. */
export async function notePlatformPacks(db: Db, packs: readonly Pick<Pack, 'id' | 'types'>[], now: Date): Promise<void> {
  for (const { id, types } of packs)
    await db.query(
      `insert into pack_starts (pack, area, at, how)
       select $1, '', case when known then $2::timestamptz end, case when known then 'with-platform' else 'unknown' end
       from (select not exists (select 1 from events e where e.type = any($3) and not e.demo and not e.exercise and e.opened_at < $2) as known) k
       where not exists (select 1 from pack_starts s where s.pack = $1 and s.area = '') on conflict do nothing`,
      [id, now, types.map((type) => type.id)],
    )
}

export const startsOf = (db: Db, pack: string): Promise<PackStart[]> =>
  db.query<PackStart>('select area, at, how from pack_starts where pack = $1 order by area', [pack])
