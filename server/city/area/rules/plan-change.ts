import type { AreaChangeRow } from '../../../../contract/area-change.ts'
import type { Area, AreaTier } from '../types.ts'
import { pathOf, tierOfCode } from './codes.ts'

export type KnownArea = Pick<Area, 'code' | 'tier' | 'name' | 'kind' | 'path' | 'parent' | 'operatingDistrict' | 'validTo'>
/**
 * `areas`: those the rows name, all that lie below them, what is above the new ones and whatever begins with a new code. `grounded`: those something
 * lies in (points of the map, objects, open cases), of the ones the rows end without an heir.
 */
export type ChangeGround = {
  areas: ReadonlyMap<string, KnownArea>
  districts: ReadonlySet<string>
  grounded: ReadonlySet<string>
}

export type Ending = { area: KnownArea; to: string[] }
export type Beginning = {
  code: string
  tier: AreaTier
  name: string
  kind: string
  path: string
  parent: string
  operatingDistrict: string | null
  of: string[]
}
export type Renaming = { area: KnownArea; name: string; kind: string }
/** `row`: its line, the first is 1. */
export type ChangeFault = { row: number; code: FaultCode; details: Record<string, string | number> }
type FaultCode =
  `area.${'unknown' | 'tier' | 'used' | 'stands' | 'parent' | 'name' | 'both' | 'child' | 'collides' | 'district' | 'stays' | 'heir'}`
export type PlannedChange = { ends: Ending[]; begins: Beginning[]; renames: Renaming[]; faults: ChangeFault[] }

type Line = AreaChangeRow & { row: number }
const changing: readonly (AreaTier | null)[] = ['town', 'community', 'grid']

/**
 * What the lines of a change come to. A code never changes its parent and never comes back: what moves ends under one code and begins under
 * another, and all that lies below goes along under codes made alike, where that is plain. Where it is not (合并 of two that number alike, 拆分), the
 * lines must say it.
 */
export function planChange(rows: readonly AreaChangeRow[], ground: ChangeGround): PlannedChange {
  const lines = rows.map((row, i): Line => ({ ...row, row: i + 1 }))
  const planning: Planning = { ground, lines, ends: new Map(), begins: new Map(), renames: [], faults: [] }
  for (const line of lines) if (line.from !== null && line.from === line.to) rename(line, planning)
  const moving = lines.filter(({ from, to }) => from !== to)
  for (const tier of changing)
    for (const line of moving) if (tierOfCode(line.from ?? line.to ?? '') === tier) moveOne(line, planning)
  for (const line of moving)
    if (!changing.includes(tierOfCode(line.from ?? line.to ?? ''))) tell(planning, line.row, 'area.tier', line)
  checkParents(planning)
  return {
    ends: [...planning.ends.values()].map(({ area, to }) => ({ area, to })),
    begins: [...planning.begins.values()].map(({ row: _, ...one }) => one).sort(byCode),
    ...{ renames: planning.renames, faults: planning.faults.sort((one, other) => one.row - other.row) },
  }
}

type Planning = {
  ground: ChangeGround
  lines: readonly Line[]
  ends: Map<string, Ending & { row: number }>
  begins: Map<string, Beginning & { row: number }>
  renames: Renaming[]
  faults: ChangeFault[]
}

const byCode = (one: { code: string }, other: { code: string }): number =>
  one.code.length - other.code.length || (one.code < other.code ? -1 : 1)

const living = ({ ground }: Planning, code: string): KnownArea | null => {
  const area = ground.areas.get(code)
  return area && area.validTo === null ? area : null
}

function tell(
  { faults }: Planning,
  row: number,
  code: FaultCode,
  about: { from?: string | null; to?: string | null } & Record<string, unknown>,
): undefined {
  const { from, to, ...details } = about
  faults.push({ row, code, details: { code: from ?? to ?? '', ...(details['details'] as object) } })
}

function rename(line: Line, planning: Planning): undefined {
  const area = living(planning, line.from!)
  if (!area) return tell(planning, line.row, 'area.unknown', line)
  if (line.district !== null && line.district !== area.operatingDistrict) return tell(planning, line.row, 'area.stays', line)
  const [name, kind] = [line.name ?? area.name, line.kind ?? area.kind]
  if (name === area.name && kind === area.kind) return tell(planning, line.row, 'area.name', line)
  planning.renames.push({ area, name, kind })
}

/** One line between two areas, and what lies below the one that ends. */
function moveOne(line: Line, planning: Planning): undefined {
  const { from, to, row } = line
  if (from !== null && to !== null && tierOfCode(from) !== tierOfCode(to)) return tell(planning, row, 'area.tier', line)
  const was = from === null ? null : living(planning, from)
  if (from !== null && !was) return tell(planning, row, 'area.unknown', line)
  if (was && !end(was, to, row, planning)) return
  // What is reported there tomorrow would be of an area that is no more.
  if (was && to === null && planning.ground.grounded.has(was.code))
    tell(planning, row, 'area.heir', { from, details: { name: was.name } })
  if (to !== null) begin({ ...line, to }, was, planning)
  if (was && isLast(line, planning)) moveBelow(was, row, planning)
}

/** Of a place that is split each line adds one that follows; what lies below is looked at after the last of them. */
const isLast = (line: Line, { lines }: Planning): boolean =>
  !lines.some(({ from, to, row }) => from === line.from && to !== from && row > line.row)

function end(area: KnownArea, to: string | null, row: number, planning: Planning): boolean {
  const ending = planning.ends.get(area.code)
  if (ending && (to === null || ending.to.length === 0)) {
    tell(planning, row, 'area.both', { from: area.code })
    return false
  }
  if (ending && to !== null && !ending.to.includes(to)) ending.to.push(to)
  if (!ending) planning.ends.set(area.code, { area, to: to === null ? [] : [to], row })
  return true
}

type Begun = Omit<Line, 'to'> & { to: string }

function begin({ to, name, kind, district, row }: Begun, was: KnownArea | null, planning: Planning): undefined {
  const { ground, begins } = planning
  const begun = begins.get(to)
  const stands = ground.areas.get(to)
  if (stands && stands.validTo !== null) return tell(planning, row, 'area.used', { to })
  // What stands takes another one in; without one that ends it would only begin again.
  if (stands && !was) return tell(planning, row, 'area.stands', { to })
  if (stands) return
  if (begun) {
    if (was) begun.of.push(was.code)
    return
  }
  const tier = tierOfCode(to)!
  const path = pathOf(to)
  const parent = path.split('/').at(-3)!
  const [called, of] = [name ?? was?.name ?? null, kind ?? was?.kind ?? null]
  if (called === null || of === null) return tell(planning, row, 'area.name', { to })
  const operatingDistrict = districtOf({ tier, parent, district }, planning)
  if (operatingDistrict !== null && !ground.districts.has(operatingDistrict))
    return tell(planning, row, 'area.district', { to, details: { district: operatingDistrict } })
  begins.set(to, { code: to, tier, name: called, kind: of, path, parent, operatingDistrict, of: was ? [was.code] : [], row })
}

function districtOf(
  about: { tier: AreaTier; parent: string; district: string | null },
  { ground, begins }: Planning,
): string | null {
  const { tier, parent, district } = about
  if (tier === 'town') return district ?? parent
  return (begins.get(parent) ?? ground.areas.get(parent))?.operatingDistrict ?? null
}

/** What lies below an area that ends goes along where the lines say nothing else of it. */
function moveBelow(area: KnownArea, row: number, planning: Planning): void {
  const { to } = planning.ends.get(area.code)!
  for (const child of planning.ground.areas.values()) {
    if (child.parent !== area.code || child.validTo !== null) continue
    if (planning.lines.some(({ from, to: next }) => from === child.code && next !== from)) continue
    const [heir] = to
    if (heir === undefined || to.length > 1) {
      tell(planning, row, 'area.child', { from: child.code, details: { name: child.name, parent: area.code } })
      continue
    }
    const code = `${heir}${child.code.slice(area.code.length)}`
    if (planning.ground.areas.has(code) || planning.begins.has(code) || planning.lines.some((line) => line.to === code)) {
      tell(planning, row, 'area.collides', { from: child.code, details: { to: code } })
      continue
    }
    end(child, code, row, planning)
    begin({ from: child.code, to: code, name: null, kind: null, district: null, row }, child, planning)
    moveBelow(child, row, planning)
  }
}

/** Everything that begins lies under something that is there then; nothing both ends and takes another in. */
function checkParents(planning: Planning): void {
  const { begins, ends, renames } = planning
  const isThere = (code: string): boolean => begins.has(code) || (living(planning, code) !== null && !ends.has(code))
  for (const { code, parent, row } of begins.values())
    if (!isThere(parent)) tell(planning, row, 'area.parent', { to: code, details: { parent } })
  for (const { to, row } of ends.values())
    for (const heir of to) if (ends.has(heir)) tell(planning, row, 'area.both', { to: heir })
  for (const { area } of renames)
    if (ends.has(area.code)) tell(planning, ends.get(area.code)!.row, 'area.both', { from: area.code })
  for (const { area, row } of ends.values())
    for (const child of planning.ground.areas.values())
      if (
        child.parent === area.code &&
        child.validTo === null &&
        !ends.has(child.code) &&
        !planning.faults.some(({ details }) => details['code'] === child.code)
      )
        tell(planning, row, 'area.child', { from: child.code, details: { name: child.name, parent: area.code } })
}
