import type { EventRow } from '../../../../contract/event.ts'
import type { ListedEvent } from '../types.ts'

type TypeName = { zh: string; en: string }
const open = new Set(['open', 'handling', 'checking', 'suspended', 'parked'])
const standsStill = new Set(['suspended', 'parked'])

/** 「江北区 寸滩街道」; a path with neither answers its own text, so that nothing is ever nameless. */
export const placeWords = (row: { district_name: string | null; town_name: string | null; area: string }): string =>
  [row.district_name, row.town_name].filter(Boolean).join(' ') || row.area

/** The clock of the lead order, while the event itself is open; it stands still when order or event is suspended or parked. */
export function eventClock(row: ListedEvent): EventRow['clock'] {
  if (!open.has(row.state) || !row.lo_clock || !row.lo_due || !row.lo_asked_at) return null
  const paused = row.lo_paused_at !== null || standsStill.has(row.state)
  return {
    clock: row.lo_clock,
    from: row.lo_asked_at.toISOString(),
    due: row.lo_due.toISOString(),
    paused,
    provisional: row.lo_provisional ?? false,
  }
}

/** An event as a list shows it. `typeName` null: a type no pack knows any more. */
export function eventRow(row: ListedEvent, typeName: TypeName | null, now: Date): EventRow {
  const clock = eventClock(row)
  return {
    id: row.id,
    no: row.no,
    type: row.type,
    typeName: typeName ?? { zh: row.type, en: row.type },
    grade: row.grade,
    title: row.title,
    state: row.state,
    mode: row.mode,
    source: row.source,
    area: row.area,
    areaName: placeWords(row),
    lon: row.lon,
    lat: row.lat,
    address: row.address,
    severity: row.severity,
    openedAt: row.opened_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
    leadName: row.lead_name,
    holder: row.lo_accepted_name,
    leadState: row.lo_state,
    clock,
    overdue: clock !== null && !clock.paused && (row.lo_first_due ?? new Date(clock.due)) <= now,
    version: row.version,
    exercise: row.exercise,
  }
}
