import type pg from 'pg'
import { demoBefore, demoCaseWords } from '../contract/demo-haul-cases.ts'
import type { Packs } from './city/pack/packs.ts'
import { factsOfCase } from './commands/scale-case-facts.ts'
import { type Case, type CaseMatter, type CasePlan, caseOf, type Takes } from './commands/scale-cases.ts'
import type { Catching } from './commands/scale-found.ts'
import { keepLaidPhoto, type LaidPhoto } from './commands/scale-photo.ts'
import { codeOf, type HistoryFact, weighted } from './commands/scale-reports.ts'
import { copyCases, insertBefore, readDistrictGrounds } from './commands/store-cases.ts'
import { copyFindings, copyParts, partsOfFound, readCarriers } from './commands/store-found.ts'
import { layFacts } from './commands/store-laid-facts.ts'
import { hasFlow, readSerials, saveSerials } from './commands/store-scale.ts'
import { eventNumber } from './flow/3-event/rules/number.ts'
import { createCalendar, shippedCalendar } from './kernel/calendar-days.ts'

const zone = 'Asia/Shanghai'
const pack = 'spoil-truck'
const filed = 'city.other'
/** Hours, where it took weeks before. */
export const truckTakes: Takes = { work: [40, 360], check: [10, 180] }
const [hourMs, dayMs] = [3_600_000, 86_400_000]
/** Since switch-on, and the last days before now nothing is begun in, so that all but the parked are done. */
const [days, doneDays] = [56, 2]

type Asked = { now: Date; packs: Packs; filesDir: string }
export type BeforeSaid = Readonly<
  Record<'district' | 'area' | 'areaName' | 'source', string> & Record<'found' | 'handled' | 'hours', number>
>
export type Before = (typeof demoBefore)[number] | (BeforeSaid & Record<'cases' | 'parked', number>)

/**
 * What came of the spoil trucks of the demo before it was begun, for the districts of `demoBefore`: what they say was before, and weeks of
 * cases since, closed or parked, rows and facts as the product writes them (the generator of the true scale). No clock of them runs but the
 * one at the end of which a parked case waits no longer. Answers how many cases; none where anything has happened already, or nobody leads.
 */
export async function seedTruckCases(
  client: pg.ClientBase,
  { now, packs, filesDir }: Asked,
  list: readonly Before[] = demoBefore,
): Promise<number> {
  if (await hasFlow(client)) return 0
  const photo = await keepLaidPhoto(filesDir)
  await client.query('begin')
  try {
    const serials = await readSerials(client)
    const facts: HistoryFact[] = []
    let laid = 0
    for (const [n, of] of list.entries()) {
      const plan = await planOf(client, { now, packs, photo }, { ...of, seed: n + 1 })
      if (plan.grounds.length === 0) continue
      facts.push(await sayBefore(client, of, plan))
      facts.push(...(await layCases(client, { packs, plan, event: serials.event + laid })))
      laid += plan.total
    }
    const laying = layFacts(client, serials.fact)
    await laying.copy(facts.toSorted((a, b) => a.at.getTime() - b.at.getTime()))
    await laying.attach()
    await saveSerials(client, { fact: laying.next(), event: serials.event + laid })
    await client.query('commit')
    return laid
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

async function planOf(
  client: pg.ClientBase,
  { now, packs, photo }: { now: Date; packs: Packs; photo: LaidPhoto },
  { district, cases, parked, seed }: Pick<Before, 'district' | 'cases' | 'parked'> & { seed: number },
): Promise<CasePlan> {
  const grounds = await readDistrictGrounds(client, district)
  const midnight = Math.floor((now.getTime() + 8 * hourMs) / dayMs) * dayMs - 8 * hourMs
  const matters = truckMatters(packs, await catchingOf(client, packs))
  return {
    ...{ seed, total: cases, open: parked, days: days - doneDays, now, photo, matters },
    from: new Date(midnight - days * dayMs),
    grounds: grounds.filter(({ lead }) => matters.every(({ board }) => lead[board])),
    calendar: createCalendar(shippedCalendar(zone)),
    takes: truckTakes,
  }
}

/** How the pack’s checks find the carriers of the register, by event type: those that unload where they may not. */
export async function catchingOf(client: pg.ClientBase, packs: Packs): Promise<Record<string, Catching>> {
  const { haulage } = packs.byId(pack)
  if (!haulage) return {}
  const known = await readCarriers(client, haulage)
  return Object.fromEntries(
    haulage.checks.flatMap((check) => {
      const title = packs.typeOf(check.type)?.type.title.zh
      return check.kind === 'dump' && title ? [[check.type, { check: check.id, marginM: check.marginM, title, ...known }]] : []
    }),
  )
}

/**
 * What the platform finds of a truck is a finding from the first; neighbours, who know no plate, report it as anything, and the duty officer who
 * opens it sees what it is. The plan of the type calls the department.
 */
export function truckMatters(packs: Packs, catching: Readonly<Record<string, Catching>>): CaseMatter[] {
  const as = packs.typeOf(filed)
  if (!as) throw new Error(`no pack has the event type ${filed}`)
  return weighted(demoCaseWords, (type) => {
    const found = packs.typeOf(type)
    const board = found?.type.plan.lead[0]?.call[0]?.domain
    if (!found || !board) throw new Error(`no department leads ${type}`)
    const { plan, prefix, grade } = found.type
    return {
      ...{ type, pack: found.pack.id, version: found.pack.version, prefix, grade, plan, board },
      ...{ hasParts: found.pack.parts !== undefined, title: as.type.title.zh, filed: { type: filed, grade: as.type.grade } },
      ...(catching[type] && { catching: catching[type] }),
    }
  })
}

type Laying = { packs: Packs; plan: CasePlan; event: number }
async function layCases(client: pg.ClientBase, { packs, plan, event }: Laying): Promise<HistoryFact[]> {
  const all = Array.from({ length: plan.total }, (_, n) => caseOf(n, plan))
  const no = ({ matter, opened, n }: Case): string => eventNumber(matter.prefix, opened, zone, event + n)
  await copyFindings(client, all)
  const parts = await partsOfFound(client, { packs, zone }, all)
  await copyCases(client, () => all, { no, code: ({ n }) => codeOf(plan.seed, n), photo: plan.photo })
  await copyParts(client, all, parts)
  return all.flatMap((one) => factsOfCase(one, { no: no(one), photo: plan.photo.sha256, parts: parts.get(one.n) }))
}

/** A year before switch-on (`from`, a midnight), as the district's duty officer entered it that morning; answers the fact of it. */
export async function sayBefore(
  client: pg.ClientBase,
  of: BeforeSaid,
  { from, grounds }: Pick<CasePlan, 'from' | 'grounds'>,
): Promise<HistoryFact> {
  const { district, area, areaName, found, handled, hours, source } = of
  const { opener } = grounds[0]!
  const at = new Date(from.getTime() + 8 * hourMs)
  const day = (back: number): string => new Date(from.getTime() - back * dayMs + 8 * hourMs).toISOString().slice(0, 10)
  const [since, until] = [day(365), day(1)]
  await insertBefore(client, { ...of, pack, since, until, at, by: opener })
  return {
    ...{ kind: 'haul-baseline.set', subject: district, area, at, unit: opener.unit, actor: opener.actor },
    body: { pack, areaName, found, handled, hours, source, from: since, until },
  }
}
