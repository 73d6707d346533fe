import type { PackSheet, SheetColumn } from '../../../contract/pack-sheet.ts'
import { scopeSql } from '../../city/permit/scope.ts'
import type { Db } from '../../kernel/spine.ts'
import { add } from '../desk/store.ts'
import type { Month } from './rules/month-of.ts'

export type Counting = { pack: string; sheet: PackSheet; month: Month; areas: readonly string[]; by: number | 'district' }
export type CountLine = { code: string | null; n: number }

/** One figure by part of the area; `code` null: in none of the parts. */
export function countColumn(db: Db, column: SheetColumn, { pack, sheet, month, areas, by }: Counting): Promise<CountLine[]> {
  const values: unknown[] = []
  const [from, to] = [add(values, month.from), add(values, month.to)]
  const kind = add(values, sheet.kind)
  const inside = (time: string): string => `${time} >= ${from} and ${time} < ${to}`
  const source = sourceOf(column, { pack, kind, from, to, inside }, values)
  const [code, join] =
    by === 'district'
      ? ['t.operating_district', `left join areas t on t.code = split_part(x.area, '/', 3)`]
      : [`nullif(split_part(x.area, '/', ${by}), '')`, '']
  return db.query<CountLine>(
    `select ${code} as code, count(*)::int as n from (${source}) x ${join} where ${scopeSql('x.area', areas, values)} group by 1`,
    values,
  )
}

type Parts = { pack: string; kind: string; from: string; to: string; inside: (time: string) => string }

/** Rows with their area, one for each thing counted. The bounds of the month are named in each, so that every parameter has its type. */
function sourceOf(column: SheetColumn, { pack, kind, from, to, inside }: Parts, values: unknown[]): string {
  const ofKind = `exists (select 1 from objects o where o.id = y.object and o.kind = ${kind})`
  const bounds = `${from}::timestamptz < ${to}::timestamptz and ${kind}::text is not null`
  switch (column.kind) {
    case 'objects': {
      const owner = column.owner ? ` and o.owner_kind = ${add(values, column.owner)}` : ''
      const device = column.device
        ? ` and exists (select 1 from devices d where d.object = o.id and d.pack = ${add(values, pack)} and d.state <> 'retired')`
        : ''
      return `select o.area from objects o where o.kind = ${kind} and (o.valid_from is null or o.valid_from < ${to})
        and (o.valid_to is null or o.valid_to >= ${to}) and ${bounds}${owner}${device}`
    }
    case 'alarms':
      return `select y.area from alarms y where ${inside('y.since')} and y.pack = ${add(values, pack)} and y.family = any(${add(values, column.families)})
        and y.peak = ${add(values, column.level)} and ${ofKind}`
    case 'alone':
      return `select y.area from alarms y where ${inside('y.cleared_at')} and y.by_device and y.pack = ${add(values, pack)}
        and y.family = any(${add(values, column.families)}) and ${ofKind}
        and exists (select 1 from commands c where c.alarm = y.id and c.state = 'receipted') and not exists (select 1 from events e where e.alarm = y.id and not e.exercise)`
    case 'events':
      return `select y.area from events y where not y.exercise and ${inside(column.what === 'opened' ? 'y.opened_at' : 'y.closed_at')} and y.type = any(${add(values, column.types)})
        and y.state not in ('merged', 'false-alarm') and ${ofKind}`
    case 'inspections':
      return `select distinct y.area, y.object from inspections y where ${inside('y.done_at')} and y.plan = ${add(values, column.inspection)} and y.kind = ${kind}`
    case 'letters': {
      const time = { issued: 'y.issued_at', kept: 'y.ended_at', overdue: 'y.overdue_at' }[column.what]
      const kept = column.what === 'kept' ? ` and y.state = 'kept'` : ''
      return `select y.area from letters y join events e on e.id = y.event and not e.exercise where ${inside(time)}${kept} and e.type = any(${add(values, column.types)}) and ${ofKind}`
    }
  }
}
