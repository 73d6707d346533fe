import type { DocumentKind } from '../../../../contract/document-kinds.ts'
import { scopeSql } from '../../../city/permit/scope.ts'
import type { Db, Tx } from '../../../kernel/spine.ts'
import type { Registered } from '../types.ts'

/** One version of a paper; `valid_until` a day of the calendar. */
export type DocumentRow = {
  id: string
  document: string
  version: number
  object: string
  kind: DocumentKind
  title: string
  valid_until: string | null
  file: string
  type: string
  size: number
  sha256: string
  made_at: Date
  made_by: string
  by_name: string | null
  superseded_at: Date | null
  withdrawn_at: Date | null
  withdrawn_name: string | null
  reason: string | null
}

const select = `select d.id, d.document, d.version, d.object, d.kind, d.title, d.valid_until::text as valid_until, d.file, f.kind as type, f.size, f.sha256,
    d.made_at, d.made_by, p.name as by_name, d.superseded_at, d.withdrawn_at, w.name as withdrawn_name, d.reason
  from object_documents d join files f on f.id = d.file left join persons p on p.id = d.made_by left join persons w on w.id = d.withdrawn_by`

/** Every version of every paper of an object, the newest first. */
export const documentsOf = (db: Db, object: string): Promise<DocumentRow[]> =>
  db.query<DocumentRow>(`${select} where d.object = $1 order by d.made_at desc, d.version desc, d.id`, [object])

/** The newest version of a paper; null where there is none. */
export async function newestOf(db: Db, document: string): Promise<DocumentRow | null> {
  const rows = await db.query<DocumentRow>(`${select} where d.document = $1 order by d.version desc limit 1`, [document])
  return rows[0] ?? null
}

/** The object a paper belongs to, whoever asks. */
export async function holderOf(
  db: Db,
  object: string,
): Promise<Pick<Registered, 'id' | 'name' | 'kind' | 'area' | 'to' | 'dutyUnit'>> {
  const [row] = await db.query<Pick<Registered, 'id' | 'name' | 'kind' | 'area' | 'to' | 'dutyUnit'>>(
    'select id, name, kind, area, valid_to as "to", duty_unit as "dutyUnit" from objects where id = $1',
    [object],
  )
  return row!
}

export type NewVersion = Pick<DocumentRow, 'document' | 'version' | 'object' | 'kind' | 'title' | 'valid_until' | 'file'>

export async function insertVersion(tx: Tx, row: NewVersion & { by: string }): Promise<void> {
  await tx.query('update object_documents set superseded_at = $2 where document = $1 and superseded_at is null', [
    row.document,
    tx.now,
  ])
  await tx.query(
    `insert into object_documents (id, document, version, object, kind, title, valid_until, file, made_at, made_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [...[tx.newId(), row.document, row.version, row.object, row.kind, row.title, row.valid_until, row.file], ...[tx.now, row.by]],
  )
}

export async function withdrawDocument(tx: Tx, document: string, { by, reason }: { by: string; reason: string }): Promise<void> {
  await tx.query(
    'update object_documents set withdrawn_at = $2, withdrawn_by = $3, reason = $4 where document = $1 and superseded_at is null',
    [document, tx.now, by, reason],
  )
}

export type DueRow = Pick<DocumentRow, 'document' | 'object' | 'kind' | 'title'> & {
  valid_until: string
  object_name: string
  object_kind: string
  area_name: string
}
type Asked = { areas: readonly string[]; kind: string | null; today: string; ahead: string }

const dueWhere = ({ areas, kind }: Asked, values: unknown[]): string =>
  [
    'd.superseded_at is null and d.withdrawn_at is null and d.valid_until is not null and o.valid_to is null',
    scopeSql('o.area', areas, values),
    ...(kind ? [`o.kind = $${values.push(kind)}`] : []),
  ].join(' and ')

/** Papers whose last day is over or near (`ahead`), the longest over first. */
export function readDue(db: Db, asked: Asked, page: { after: string[] | null; limit: number }): Promise<DueRow[]> {
  const values: unknown[] = [asked.ahead]
  const where = dueWhere(asked, values)
  const behind = page.after
    ? ` and (d.valid_until, d.document) > ($${values.push(page.after[0])}::date, $${values.push(page.after[1])}::uuid)`
    : ''
  return db.query<DueRow>(
    `select d.document, d.object, d.kind, d.title, d.valid_until::text as valid_until, o.name as object_name, o.kind as object_kind,
       concat_ws(' ', a.name, t.name) as area_name
     from object_documents d join objects o on o.id = d.object left join areas a on a.code = split_part(o.area, '/', 2)
     left join areas t on t.code = split_part(o.area, '/', 3)
     where ${where} and d.valid_until <= $1::date${behind} order by d.valid_until, d.document limit $${values.push(page.limit)}`,
    values,
  )
}

/** How many papers with a last day there are, how many are near it and how many are over it. */
export async function countDue(db: Db, asked: Asked): Promise<{ dated: number; soon: number; expired: number }> {
  const values: unknown[] = [asked.today, asked.ahead]
  const [row] = await db.query<{ dated: number; soon: number; expired: number }>(
    `select count(*)::int as dated, count(*) filter (where d.valid_until < $1::date)::int as expired,
       count(*) filter (where d.valid_until between $1::date and $2::date)::int as soon
     from object_documents d join objects o on o.id = d.object where ${dueWhere(asked, values)}`,
    values,
  )
  return row!
}

/** The first objects of a kind of the demo, by code, while nothing has a paper. */
export const unpapered = (db: Db, kind: string, limit: number): Promise<{ id: string; area: string }[]> =>
  db.query<{ id: string; area: string }>(
    `select id, area from objects where kind = $2 and demo and valid_to is null
       and not exists (select 1 from object_documents) order by code limit $1`,
    [limit, kind],
  )
