import type { ChecklistItem, DetectRule, EventType, Pack } from '../../../contract/pack.ts'
import {
  type Detection,
  type InForceRows,
  nothingPublished,
  packFaults,
  type RuleOfPack,
  reckonInForce,
  type Tuning,
  tuned,
} from './in-force.ts'

/** Where packs are in force as they are in `packs`: under `area` (empty: the whole city) except under those of `except`. */
export type Ground = { area: string; except: readonly string[]; packs: readonly Pack[] }

/** The packs of this city with the rules in force, and quick look-ups over them. */
export type Packs = {
  all(): Pack[]
  byId(id: string): Pack
  typeOf(type: string): { pack: Pack; type: EventType } | null
  /** the type a pack's alarm family opens, if any */
  typeOfFamily(pack: string, family: string): EventType | null
  checklistOf(type: string): ChecklistItem[]
  /** unit of a pack's reading; empty where the pack knows none */
  unitOf(pack: string | null, reading: string | null): string
  /** rules by the kinds of devices and of objects, where the area has none of its own: idle kinds cost nothing */
  deviceRules(): Map<string, RuleOfPack[]>
  objectRules(): Map<string, RuleOfPack[]>
  /** the same at a place: a district may have changed settings, or switched a pack off */
  detectionAt(area: string): Detection
  /** every set of rules in force anywhere: the city's first */
  detections(): Detection[]
  /** the packs as they are in force at a place */
  allAt(area: string): Pack[]
  /** the city, and each district that has changes of its own */
  grounds(): Ground[]
  /** an event type as it is at a place */
  typeAt(type: string, area: string): EventType | null
  /** a pack as it came, with the platform or by file, whatever was published or changed since; null: no such pack */
  shipped(id: string): Pack | null
  /** a pack as it came with the platform; null: it came by file */
  withPlatform(id: string): Pack | null
  /** rules as they look once in force in the city: its settings, and the demo's shorter holds; also of a pack that is off */
  inForce(pack: Pack): Pack
  /** rules of a pack as they look at a place, none where it is off; `tunings`: by these instead of those in force */
  rulesAt(pack: Pack, area: string, tunings?: readonly Tuning[]): DetectRule[]
  /** the whole pack so */
  packAt(pack: Pack, area: string, tunings?: readonly Tuning[]): Pack
  tunings(): readonly Tuning[]
  /** the published version of a pack's rules in force; 0: as the pack came */
  rulesVersion(pack: string): number
  /** the release of a pack in force; 0: as it came with the platform */
  release(pack: string): number
  /** which publication everything in force is of */
  turn(): number
  /** Puts in force what was published. What does not fit this platform or its pack any more stays out, and is told by `refused`. */
  follow(turn: number, rows: InForceRows): void
  refused(): string[]
}

/** Looks packs up. With `demo` the settings' demo values shorten holds, shown as such on the pack's page. */
export function createPacks(given: Pack[], { demo }: { demo: boolean }): Packs {
  const faults = packFaults(given)
  if (faults.length > 0) throw new Error(`packs with faults do not load\n${faults.join('\n')}`)
  const readied = (rows: InForceRows) => withLookUps(reckonInForce(given, rows, demo))
  let now = readied(nothingPublished)
  let at = 0
  return {
    all: () => now.packs,
    byId(id) {
      const pack = now.byId.get(id)
      if (!pack) throw new Error(`no pack ${id}`)
      return pack
    },
    typeOf: (type) => now.types.get(type) ?? null,
    typeOfFamily: (pack, family) => now.byId.get(pack)?.types.find((type) => type.family === family) ?? null,
    checklistOf: (type) => now.types.get(type)?.type.plan.checklist ?? [],
    unitOf: (pack, reading) => (reading && now.bases.find(({ id }) => id === pack)?.readings[reading]?.unit) || '',
    deviceRules: () => now.detection.get('')!.device,
    objectRules: () => now.detection.get('')!.object,
    detectionAt: (area) => now.detection.get(groundOf(now.districts, area))!,
    detections: () => [...now.detection.values()],
    allAt: (area) => now.packsAt.get(groundOf(now.districts, area))!,
    grounds: () => [...now.packsAt].map(([area, packs]) => ({ area, except: area === '' ? now.districts : [], packs })),
    typeAt: (type, area) => typeIn(now.packsAt.get(groundOf(now.districts, area))!, type) ?? now.types.get(type)?.type ?? null,
    shipped: (id) => now.bases.find((pack) => pack.id === id) ?? null,
    withPlatform: (id) => given.find((pack) => pack.id === id) ?? null,
    inForce: (pack) => tuned(pack, { tunings: now.tunings.map((one) => ({ ...one, off: false })), area: '', demo }),
    rulesAt: (pack, area, tunings = now.tunings) => tuned(pack, { tunings, area, demo }).detect,
    packAt: (pack, area, tunings = now.tunings) => tuned(pack, { tunings, area, demo }),
    tunings: () => now.tunings,
    rulesVersion: (pack) => now.versions.get(pack) ?? 0,
    release: (pack) => now.releases.get(pack) ?? 0,
    turn: () => at,
    follow(turn, rows) {
      now = readied(rows)
      at = turn
    },
    refused: () => now.refused,
  }
}

const groundOf = (districts: readonly string[], area: string): string => districts.find((one) => area.startsWith(one)) ?? ''

const typeIn = (packs: readonly Pack[], type: string): EventType | undefined =>
  packs.flatMap(({ types }) => types).find(({ id }) => id === type)

const withLookUps = (state: ReturnType<typeof reckonInForce>) => ({
  ...state,
  byId: new Map(state.packs.map((pack) => [pack.id, pack])),
  districts: [...state.detection.keys()].filter((area) => area !== ''),
})
