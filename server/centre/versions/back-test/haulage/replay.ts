import type { BacktestHaulage, HaulTrialExample } from '../../../../../contract/backtest-haulage.ts'
import type { Haulage } from '../../../../../contract/haulage.ts'
import { durationMs } from '../../../../../contract/time.ts'
import { areaAt } from '../../../../city/area/places.ts'
import { inScope } from '../../../../city/permit/scope.ts'
import { timeIn } from '../../../../flow/2-detect/haulage/rules/city-time.ts'
import { createDrive } from '../../../../flow/2-detect/haulage/rules/drive.ts'
import type { PaperFinding } from '../../../../flow/2-detect/haulage/rules/paper-findings.ts'
import { ticketFindings, volumeFindings } from '../../../../flow/2-detect/haulage/rules/play-papers.ts'
import { sourceOf, ticketOf } from '../../../../flow/2-detect/haulage/rules/read-papers.ts'
import { readPermit } from '../../../../flow/2-detect/haulage/rules/read-permit.ts'
import { placesOf } from '../../../../flow/2-detect/haulage/rules/read-places.ts'
import type { CityTime } from '../../../../flow/2-detect/haulage/rules/step.ts'
import { type Entry, entriesNaming, entriesOf, readTold } from '../../../../flow/2-detect/haulage/store.ts'
import type { HaulContext } from '../../../../flow/2-detect/haulage/types.ts'
import type { Db } from '../../../../kernel/spine.ts'
import { compareFindings, type Differing, verdictOf } from './rules/compare-findings.ts'
import { groundAt } from './rules/ground-at.ts'
import { type DrivenRow, drivenIn, outcomesOf, ticketsDriven, ticketsFrom, ticketsIn } from './store.ts'
import type { HaulSides, Outcome, TrialFinding } from './types.ts'

/** A trip that was under way when the days begin is known when its hours before are played too; nothing of them counts. */
const warmMs = 12 * 3_600_000
/** Tickets older than a day say nothing about a trip of today, as in the running watch. */
const ticketMs = 24 * 3_600_000
const most = { told: 5_000, examples: 60 }

type Asked = { sides: HaulSides; prefixes: readonly string[]; from: Date; to: Date; zone: string }
type Playing = Asked & { cityTime: CityTime; haulage: Haulage; both: readonly Side[] }
type Side = { grounds: HaulSides['live']; found: TrialFinding[] }
type Tell = (progress: { done: number; of: number }) => void

/**
 * The checks of carriers, tickets and sites over recorded days, as they are in force and as they are tried, through the very rules that run.
 * One carrier after the other, a page of its moments at a time. Reads only.
 */
export async function replayHaulage(db: Db, asked: Asked, tell: Tell): Promise<BacktestHaulage> {
  const { live, tried, pack } = asked.sides
  const both: Side[] = [live, tried].map((grounds) => ({ grounds, found: [] }))
  const playing: Playing = { ...asked, both, cityTime: timeIn(asked.zone), haulage: groundAt(live, '') }
  const driven = await playCarriers(db, playing, tell)
  const papers = await playPapers(db, playing)
  const keys = both.flatMap(({ found }) => found.map(({ key }) => key))
  const outcomes = await outcomesOf(db, pack, keys)
  const names = namesOf(asked.sides)
  const { checks, differing } = compareFindings(names, { live: both[0]!.found, tried: both[1]!.found }, outcomes)
  const nameOf = new Map(names.map(({ id, name }) => [id, name]))
  return {
    ...{ ...driven, ...papers, checks },
    examples: spread(differing, most.examples).map((one) => exampleOf(one, nameOf, outcomes)),
    limits: ['papers-of-today', 'carriers-of-today', 'late-as-registered', 'volume-by-day', 'no-hour-budget'],
  }
}

/** Every check any side asks anywhere, once: a district that is off asks none. */
const namesOf = ({ live, tried }: HaulSides) => [
  ...new Map([...live, ...tried].flatMap(({ haulage }) => haulage.checks.map((check) => [check.id, check]))).values(),
]

async function playCarriers(db: Db, playing: Playing, tell: Tell) {
  const { haulage, from, to, cityTime } = playing
  const places = {
    from: placesOf(await entriesOf(db, haulage.from.kind), haulage.from.radius),
    to: placesOf(await entriesOf(db, haulage.to.kind), haulage.to.radius),
  }
  const rows = await drivenIn(db, haulage.carrier.kind, { from, to })
  const days = new Set<string>()
  let [done, told, carriers] = [0, 0, 0]
  tell({ done, of: rows.length })
  for (const row of rows) {
    const here = await playCarrier(db, playing, row, places)
    for (const at of here) days.add(cityTime(at).day)
    told += here.length
    carriers += here.length > 0 ? 1 : 0
    done += 1
    tell({ done, of: rows.length })
  }
  return { carriers, told, daysTold: days.size }
}

/** Plays one carrier to both sides; answers the moments it was in the areas that are asked about. */
async function playCarrier(db: Db, playing: Playing, row: DrivenRow, places: Pick<HaulContext, 'from' | 'to'>): Promise<Date[]> {
  const { haulage, from, to, prefixes, cityTime, both } = playing
  const context = { ...places, ...(await papersOf(db, playing, row)) }
  const isWanted = (path: string): boolean => inScope(prefixes, path)
  const drives = both.map(({ grounds }) =>
    createDrive({ carrier: row.object, at: (area) => groundAt(grounds, area), cityTime, context }, { from, isWanted }),
  )
  const here: Date[] = []
  for (let after = new Date(from.getTime() - warmMs); ; ) {
    const page = await readTold(db, row.device, haulage, { after, limit: most.told })
    for (const told of page) {
      if (told.at > to) break
      // Where its place is in no district, that counts in which it is registered.
      const area = areaAt(told.lon, told.lat)?.path ?? row.area
      for (const drive of drives) drive.step({ told, area })
      if (told.at >= from && isWanted(area)) here.push(told.at)
    }
    const last = page.at(-1)
    if (page.length < most.told || !last || last.at > to) break
    after = last.at
  }
  both.forEach((side, i) => {
    side.found.push(...drives[i]!.found.map(asTrial(row)))
  })
  return here
}

async function papersOf(db: Db, { haulage: { permit }, sides, from, to }: Playing, { code, object }: DrivenRow) {
  const named = await entriesNaming(db, permit.kind, permit.carrier, code)
  const tickets = await ticketsDriven(db, sides.pack, object, { from: new Date(from.getTime() - warmMs - ticketMs), to })
  return {
    permits: named.flatMap((one) => readPermit(permit, one.code, one.details) ?? []),
    tickets: tickets
      .filter(({ void_at }) => void_at === null)
      .map(({ no, opened_at: openedAt, closed_at: closedAt }) => ({ no, openedAt, closedAt })),
  }
}

/** Tickets and sites of the areas, held against each other for both sides. */
async function playPapers(db: Db, playing: Playing) {
  const { sides, haulage, prefixes, from, to, cityTime, both } = playing
  const sites = await entriesOf(db, haulage.from.kind)
  const byCode = new Map(sites.map((site) => [site.code, site]))
  const opened = { from: new Date(from.getTime() - longestOf(sides)), to }
  const tickets = await ticketsIn(db, { pack: sides.pack, prefixes, ...opened })
  for (const row of tickets) {
    const site = byCode.get(row.from_code)
    if (!site) continue
    const about = { object: row.carrier ?? site.id, label: site.name }
    for (const { grounds, found } of both) {
      const { checks } = groundAt(grounds, row.area)
      found.push(...ticketFindings(checks, ticketOf(row), site, { from, to }).map(asTrial(about)))
    }
  }
  const own = sites.filter(({ area }) => inScope(prefixes, area))
  for (const site of own) await playSite(db, playing, site, cityTime)
  const within = tickets.filter(({ opened_at }) => opened_at >= from)
  return { tickets: within.length, sites: own.length }
}

/** Of a ticket that was opened longer before, both sides have found already whether it is late. */
const longestOf = ({ live, tried }: HaulSides): number =>
  Math.max(
    0,
    ...[...live, ...tried].flatMap(({ haulage }) =>
      haulage.checks.map((check) => (check.kind === 'open-ticket' ? durationMs(check.within) : 0)),
    ),
  )

async function playSite(db: Db, { sides, haulage, from, to, both }: Playing, site: Entry, cityTime: CityTime): Promise<void> {
  const tickets = (await ticketsFrom(db, sides.pack, site.code)).map(ticketOf)
  const source = sourceOf(haulage, site)
  for (const { grounds, found } of both) {
    const { checks } = groundAt(grounds, site.area)
    const its = volumeFindings(checks, { source, tickets }, { from, to, cityTime })
    found.push(...its.map(asTrial({ object: site.id, label: site.name })))
  }
}

const asTrial =
  (about: Pick<TrialFinding, 'object' | 'label'>) =>
  ({ key, check, at, evidence }: PaperFinding): TrialFinding => ({
    ...{ object: about.object, label: about.label },
    ...{ key, check: check.id, at, evidence },
  })

/** So many at most, each check and each way in turn: one check that finds a thousand does not hide the others. */
function spread(differing: readonly Differing[], n: number): Differing[] {
  const groups = [...Map.groupBy(differing, ({ what, finding }) => `${what} ${finding.check}`).values()]
  const deepest = Math.max(0, ...groups.map(({ length }) => length))
  const turns = Array.from({ length: deepest }, (_, i) => groups.flatMap((group) => group[i] ?? [])).flat()
  return turns.slice(0, n).sort((a, b) => b.finding.at.getTime() - a.finding.at.getTime())
}

function exampleOf(
  { what, finding }: Differing,
  names: ReadonlyMap<string, HaulTrialExample['name']>,
  outcomes: ReadonlyMap<string, Outcome>,
): HaulTrialExample {
  const { key, check, object, label, at, evidence } = finding
  const outcome = outcomes.get(key)
  return {
    ...{ what, check, name: names.get(check)!, object, label, at: at.toISOString() },
    evidence: evidence as HaulTrialExample['evidence'],
    event: outcome?.event && outcome.no ? { id: outcome.event, no: outcome.no } : null,
    verdict: verdictOf(outcome),
  }
}
