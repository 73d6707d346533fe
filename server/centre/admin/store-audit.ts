import { type FactKind, type FactView, factKinds } from '../../../contract/fact.ts'
import { isWhole, scopeSql } from '../../city/permit/scope.ts'
import type { Key } from '../../kernel/cursor.ts'
import type { Caller } from '../../kernel/http.ts'
import type { Db } from '../../kernel/spine.ts'
import { add } from '../desk/store.ts'
import { factLine, factView } from '../desk/store-detail.ts'

/** What an audit administrator reads: signing in, people and rights, reveals of personal data. Never the cases themselves. */
export const auditKinds = (Object.keys(factKinds) as FactKind[]).filter((kind) =>
  ['admin', 'rules', 'objects'].includes(factKinds[kind].sight),
)

export type AskedAudit = {
  kind?: string | undefined
  person?: string | undefined
  from?: string | undefined
  to?: string | undefined
  after: Key | null
  limit: number
}
export type AuditLine = { fact: FactView; id: string; at: Date }

/** Facts about people and rights, newest first: of the caller's areas and units, those of no place with the whole city only. */
export async function readAudit(db: Db, caller: Pick<Caller, 'scope'>, asked: AskedAudit): Promise<AuditLine[]> {
  const kinds = asked.kind ? auditKinds.filter((kind) => kind === asked.kind) : auditKinds
  const values: unknown[] = [kinds]
  const unit = `exists (select 1 from unit_areas ua where ua.unit = f.unit and ${scopeSql('ua.path', caller.scope, values)})`
  const clauses = [
    `f.kind = any($1)`,
    `(${scopeSql('f.area', caller.scope, values)} or (f.area is null and ${unit})${isWhole(caller.scope) ? ' or (f.area is null and f.unit is null)' : ''})`,
  ]
  if (asked.person)
    clauses.push(
      `(f.actor->>'id' = ${add(values, asked.person)} or f.subject = $${values.length} or f.body->>'person' = $${values.length})`,
    )
  if (asked.from) clauses.push(`f.recorded_at >= ${add(values, new Date(asked.from))}`)
  if (asked.to) clauses.push(`f.recorded_at < ${add(values, new Date(asked.to))}`)
  if (asked.after)
    clauses.push(`(f.recorded_at, f.id) < (${add(values, asked.after.at)}, ${add(values, asked.after.id)}::bigint)`)
  const rows = await db.query<Parameters<typeof factView>[0] & { id: string }>(
    `select ${factLine}, id::text from facts f where ${clauses.join(' and ')} order by f.recorded_at desc, f.id desc limit ${add(values, asked.limit)}`,
    values,
  )
  return rows.map(({ id, ...row }) => ({ fact: factView(row), id, at: row.recorded_at }))
}
