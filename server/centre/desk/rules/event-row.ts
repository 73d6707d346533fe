import type { CasePlace } from '../../../../contract/case-place.ts'
import type { CasePause, EventRow } from '../../../../contract/event.ts'
import type { ListedEvent } from '../types.ts'

type TypeName = { zh: string; en: string }
const open = new Set(['open', 'handling', 'checking', 'suspended', 'parked'])
const standsStill = new Set(['suspended', 'parked'])

/** A path with the names of its district and town, and the area a case is of as a whole; `whole_area` null: it has a place. */
export type Placed = { area: string; district_name: string | null; town_name: string | null } & {
  whole_area: string | null
  whole_name: string | null
}

/**
 * 「江北区 寸滩街道」; a path with neither answers its own text, so that nothing is ever nameless. Of an area as a whole its own name: an operating district
 * across divisions is none of the path its case is kept under.
 */
export function placeOf({ area, district_name, town_name, whole_area, whole_name }: Placed): CasePlace {
  const isKeptUnder = whole_area === null || `/${area}`.endsWith(`/${whole_area}/`)
  const names = [...(isKeptUnder ? [district_name, town_name] : []), whole_name].filter((name) => name !== null)
  return { areaName: [...new Set(names)].join(' ') || area, whole: whole_area !== null }
}

/** The clock of the lead order, while the event itself is open; it stands still when order or event is suspended or parked. */
export function eventClock(row: ListedEvent): EventRow['clock'] {
  if (!open.has(row.state) || !row.lo_clock || !row.lo_due || !row.lo_asked_at) return null
  const paused = row.lo_paused_at !== null || standsStill.has(row.state)
  return {
    clock: row.lo_clock,
    from: row.lo_asked_at.toISOString(),
    due: row.lo_due.toISOString(),
    firstDue: (row.lo_first_due ?? row.lo_due).toISOString(),
    paused,
    provisional: row.lo_provisional ?? false,
  }
}

/** Why a case stands still, or is to, and until when; null: nobody has asked. */
export const pauseOf = ({ pause }: Pick<ListedEvent, 'pause'>): CasePause | null =>
  pause && {
    ...{ verb: pause.verb, reason: pause.reason, until: pause.until, askedBy: pause.askedByName, granted: pause.granted },
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
    ...placeOf(row),
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
    overdue: clock !== null && !clock.paused && new Date(clock.firstDue) <= now,
    version: row.version,
    exercise: row.exercise,
  }
}
