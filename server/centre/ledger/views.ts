import type { ObjectKind } from '../../../contract/object-kind.ts'
import type { LedgerGroup, LedgerRow } from '../../../contract/object-ledger.ts'
import { detailText } from '../../../contract/read-detail.ts'
import type { Words } from '../../../contract/words.ts'
import { shownDetails } from '../../city/object/shown-details.ts'
import type { GroupLine, LedgerLine } from './store.ts'

export type Ledgered = ObjectKind & { ledger: NonNullable<ObjectKind['ledger']> }

const owners: Record<string, Words> = { owned: { zh: '有主', en: 'Owned' }, ownerless: { zh: '无主', en: 'Ownerless' } }
const unknown: Words = { zh: '不知道', en: 'Not known' }
const all: Words = { zh: '合计', en: 'Total' }

/** What a group is called. */
export function groupName({ ledger, details }: Ledgered, group: string | null): Words {
  if (group === null) return unknown
  if (ledger.by === 'owner') return owners[group] ?? { zh: group, en: group }
  const detail = details[ledger.by.detail]
  return detail?.kind === 'choice' ? (detail.choices[group] ?? { zh: group, en: group }) : { zh: group, en: group }
}

export function rowOf(kind: Ledgered, line: LedgerLine, tellsLetters: boolean): LedgerRow {
  const shown = shownDetails(kind.details, line.details)
  const { ledger } = kind
  return {
    ...{ id: line.id, code: line.code, name: line.name, areaName: line.area_name, group: groupName(kind, line.grp) },
    cells: ledger.columns.map((id) => {
      const [detail, value] = [kind.details[id], shown[id]]
      if (!detail || value === undefined) return null
      const unit = detail.kind === 'number' && detail.unit ? ` ${detail.unit}` : ''
      return { zh: `${detailText(detail, value, 'zh')}${unit}`, en: `${detailText(detail, value, 'en')}${unit}` }
    }),
    cycle: ledger.cycle ? { state: line.state, last: line.last, next: line.next, months: line.months } : null,
    letters: tellsLetters ? { sent: line.sent, until: line.until?.toISOString() ?? null, late: line.late } : null,
  }
}

export const groupOf = (kind: Ledgered, line: GroupLine, tellsLetters: boolean): LedgerGroup => ({
  ...{ id: line.grp ?? '-', name: groupName(kind, line.grp), objects: line.objects },
  ...{ inTime: line.in_time, overdue: line.overdue, never: line.never, unknown: line.unknown },
  ...{ letters: tellsLetters ? line.letters : null, late: tellsLetters ? line.late : null },
})

/** The sum of all groups. */
export function totalOf(groups: readonly LedgerGroup[], tellsLetters: boolean): LedgerGroup {
  const sum = (of: (group: LedgerGroup) => number | null): number => groups.reduce((n, group) => n + (of(group) ?? 0), 0)
  return {
    ...{ id: 'all', name: all, objects: sum((one) => one.objects), inTime: sum((one) => one.inTime) },
    ...{ overdue: sum((one) => one.overdue), never: sum((one) => one.never) },
    unknown: sum((one) => one.unknown),
    letters: tellsLetters ? sum((one) => one.letters) : null,
    late: tellsLetters ? sum((one) => one.late) : null,
  }
}
