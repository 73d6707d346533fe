import type { DetectionCase, DetectionMatter, DetectionQuality } from '../../../contract/detection-quality.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { inScope, isWhole } from '../../city/permit/scope.ts'
import type { Db } from '../../kernel/spine.ts'
import { earlyMs, graceMs, judgeCity } from './judge.ts'
import { type Judged, type Leads, quantile, type Score, scoreTruth, type Written } from './score.ts'
import { readThings, type Thing } from './store.ts'

const mostCases = 50
const [graceS, earlyS] = [graceMs / 1000, earlyMs / 1000]
const inSeconds = (ms: number | null): number | null => (ms === null ? null : Math.round(ms / 1000))
const tenth = (hours: number | null): number | null => (hours === null ? null : Math.round(hours * 10) / 10)

/**
 * 检测质量 as far as a scope sees: all is judged over the whole city first, because a truck registered here is found there; then each finding counts
 * where it was found, and what nobody found where its object stands. What stands nowhere counts for the whole city only.
 */
export async function qualityOf(
  { db, packs }: { db: Db; packs: Packs },
  written: Written,
  scope: readonly string[],
): Promise<DetectionQuality> {
  const city = await judgeCity(db, written)
  if (!city) return { simulated: false, since: null, until: null, graceS, earlyS, matters: [] }
  const { judged, since } = city
  const of = [...new Set([...judged.truths.map(({ line }) => line.of), ...judged.found.map((one) => one.of)])]
  const things = new Map((await readThings(db, of)).flatMap((thing) => [thing.id, thing.code].map((one) => [one, thing])))
  const own = isWhole(scope) ? judged : withinScope(judged, things, scope)
  const matters = scoreTruth(own).map((score) => ({ ...namesOf(packs, score), ...matterOf(score, own, things) }))
  return { simulated: true, since: since.toISOString(), until: judged.now.toISOString(), graceS, earlyS, matters }
}

/** How much was watched is known of the whole city only. */
function withinScope({ truths, found, now }: Judged, things: ReadonlyMap<string, Thing>, scope: readonly string[]): Judged {
  const isOwn = (area: string | undefined): boolean => area !== undefined && inScope(scope, area)
  return {
    truths: truths.filter(({ line, by }) => isOwn(by?.area ?? things.get(line.of)?.area)),
    found: found.filter(({ area }) => isOwn(area)),
    ...{ watches: [], now },
  }
}

/** What its pack calls it: the type of event that is opened of it. */
function namesOf(packs: Packs, { pack: id, matter }: Score): Pick<DetectionMatter, 'packName' | 'name'> {
  const pack = packs.all().find((one) => one.id === id)
  const type = pack?.types.find((one) => one.id === matter || one.family === matter)
  return { packName: pack?.name ?? null, name: type?.name ?? null }
}

type Figures = Omit<DetectionMatter, 'packName' | 'name'>
function matterOf(score: Score, judged: Judged, things: ReadonlyMap<string, Thing>): Figures {
  const { pack, matter, found: looks, right, true: all, caught, delays, early, under, leads } = score
  const cases = casesOf(score, judged, things)
  return {
    ...{ pack, matter, true: all, caught, looks, right, under },
    ...{ early: early.length, earlyMedianS: inSeconds(quantile(early, 0.5)) },
    ...{ delayMedianS: inSeconds(quantile(delays, 0.5)), delay95S: inSeconds(quantile(delays, 0.95)) },
    ...{ lead: leadOf(leads), cases: cases.slice(0, mostCases), more: Math.max(0, cases.length - mostCases) },
  }
}

function leadOf(leads: Leads | null): DetectionMatter['lead'] {
  if (!leads) return null
  const { ended, called, hours, gravestFound: red, gravestFalse: redFalse, watched, watchedHours } = leads
  const figures = { leastHours: tenth(quantile(hours, 0)), medianHours: tenth(quantile(hours, 0.5)) }
  return { ended, called, ...figures, red, redFalse, watched, watchedHours: Math.round(watchedHours) }
}

/** What was missed and what was found for nothing, newest first. */
function casesOf({ pack, matter }: Score, { truths, found }: Judged, things: ReadonlyMap<string, Thing>): DetectionCase[] {
  const isOf = (one: { pack: string; matter: string }): boolean => one.pack === pack && one.matter === matter
  const nameOf = (of: string): string | null => things.get(of)?.name ?? null
  const missed = truths.flatMap(({ line, counts, by, under }): DetectionCase[] =>
    counts && !by && !under && isOf(line)
      ? [
          {
            ...{ what: 'missed', of: line.of, name: nameOf(line.of), at: new Date(line.due!).toISOString() },
            ...{ cause: line.cause, event: null, picture: null },
          },
        ]
      : [],
  )
  const wrong = found.flatMap((one): DetectionCase[] =>
    !one.right && isOf(one)
      ? [
          {
            ...{ what: 'false', of: one.of, name: nameOf(one.of), at: one.at.toISOString(), cause: null },
            ...{ event: one.event ?? null, picture: one.picture ?? null },
          },
        ]
      : [],
  )
  return [...missed, ...wrong].toSorted((one, other) => (one.at < other.at ? 1 : -1))
}
