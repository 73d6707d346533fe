import { type Judged, latePartIds, repeatPoint, spreadEdges, spreadIds } from '../../../../contract/evaluation-kinds.ts'
import { scopeSql } from '../../../city/permit/scope.ts'
import { lateSql, linesIn, pointsSql, type Span } from './store-read.ts'

/** The cases behind a figure with their opening, as SQL: of the very lines it counts, so that the two cannot differ. */
export function judgedSql({ figure, part, by }: Judged, span: Span, values: unknown[]): string {
  const isOf = (row: string): string => (by === null ? 'true' : `${row}.${by.by} = $${values.push(by.of)}`)
  if (figure === 'late') {
    const longest = latePartIds.find((one) => one === part)
    return `select j.event, j.opened from (${lateSql(span, values)}) j where ${isOf('j')}${longest ? ` and j.longest = '${longest}'` : ''}`
  }
  const lines = (): string =>
    `evaluation_lines l where l.day >= $${values.push(span.from)} and l.day <= $${values.push(span.to)} and ${linesIn(span.scope, values)}`
  if (figure === 'repeat') return pointCases({ part, by }, span, values)
  const wanted = spreadIds.some((one) => one === figure) ? columnSql(Number(part)) : partSql(part)
  return `select l.event, l.opened from ${lines()} and l.due is null and l.figure = $${values.push(figure)} and ${wanted} and ${isOf('l')}`
}

/** Events at points in the ninety days up to the end of the period. */
function pointCases({ part, by }: Pick<Judged, 'part' | 'by'>, { scope, lastDay }: Span, values: unknown[]): string {
  if (by !== null && by.by !== 'type') return 'select null::uuid as event, null::timestamptz as opened where false'
  const many = part === 'all' ? 'true' : `(p.n >= ${repeatPoint.events}) = ${part === 'hit'}`
  const of = by === null ? 'true' : `p.type = $${values.push(by.of)}`
  const points = `select p.object from (${pointsSql(scope, lastDay, values)}) p where ${many} and ${of}`
  const day = `$${values.push(lastDay)}::date`
  return `select l.event, l.opened from evaluation_lines l where l.object in (${points}) and l.day > ${day} - ${repeatPoint.days} and l.day <= ${day} and ${scopeSql('l.area', scope, values)}`
}

const partSql = (part: string): string => (part === 'all' ? 'true' : `l.part = ${part === 'hit' ? 1 : 0}`)

/** Steps of a column: above the edge before, up to its own. A number that is no column has none. */
function columnSql(column: number): string {
  const [least, most] = [spreadEdges[column - 1] ?? 0, spreadEdges[column]]
  if (!Number.isInteger(column) || column < 0 || column > spreadEdges.length) return 'false'
  return most === undefined ? `l.part > ${least}` : `l.part > ${least} and l.part <= ${most}`
}
