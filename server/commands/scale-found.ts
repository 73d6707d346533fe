import type { Part } from '../flow/3-event/parts/rules/parts-of.ts'
import { sayFinding } from '../flow/3-event/rules/say-finding.ts'
import { distanceM } from '../kernel/geo.ts'
import type { Written } from './scale-reports.ts'

/** A truck in the register: what is found of it is a finding of the platform, and its firm answers for it. */
export type Carrier = { id: string; name: string }
/** Where it may be unloaded, and how far around that still is there. */
export type Tip = { name: string; lon: number; lat: number; radiusM: number }
/** How the check of a pack finds carriers unloading elsewhere; `title`: of its type, `{object}` is the carrier. */
export type Catching = { check: string; marginM: number; title: string; carriers: readonly Carrier[]; tips: readonly Tip[] }

/** What the platform found by itself, as `haul_findings` keeps it; `at` is when the load was gone. */
export type Found = {
  check: string
  key: string
  carrier: Carrier
  at: Date
  evidence: Record<string, string | number>
}
/** What comes with a case the platform found: whom it concerns (`gatherParts`), by its number. */
export type PartsOf = ReadonlyMap<number, readonly Part[]>

type Asked = {
  filed: Date
  place: { lon: number; lat: number }
  /** three draws, 0 ≤ x < 1: whether it was found at all, of which carrier, how long it had been loaded */
  draws: readonly [found: number, carrier: number, trip: number]
}

/** Three of five are found by the platform; the others neighbours tell of, who saw no plate. Ours: no source says. */
const foundShare = 0.6
/** It waits half a minute whether the load stays gone, and looks every ten seconds. */
const lookMs = 40_000
const [leastTripMs, moreTripMs] = [12 * 60_000, 30 * 60_000]
const offsetMs = 8 * 3_600_000

/** What the platform found, in its words; null: a neighbour told of it. Few carriers are found often, most never. */
export function foundBy(
  { check, marginM, title, carriers, tips }: Catching,
  { filed, place, draws }: Asked,
): { found: Found; written: Written } | null {
  const [drawn, which, trip] = draws
  const carrier = carriers[Math.floor(which * which * carriers.length)]
  const near = tips.map((tip) => ({ ...tip, metres: Math.round(distanceM(tip, place)) })).sort((a, b) => a.metres - b.metres)[0]
  if (drawn >= foundShare || !carrier || (near && near.metres <= near.radiusM + marginM)) return null
  const at = new Date(filed.getTime() - lookMs)
  const since = new Date(at.getTime() - leastTripMs - Math.floor(trip * moreTripMs))
  const evidence = {
    ...{ since: since.toISOString(), at: at.toISOString(), lon: place.lon, lat: place.lat, speed: 0, load: 0 },
    ...(near ? { place: near.name, metres: near.metres } : {}),
  }
  return {
    found: { check, key: `${check}:${carrier.id}:${since.getTime()}`, carrier, at, evidence },
    written: { title: title.replaceAll('{object}', carrier.name), content: sayFinding(evidence, offsetMs) },
  }
}
