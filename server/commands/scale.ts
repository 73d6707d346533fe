import { performance } from 'node:perf_hooks'
import pg from 'pg'
import { demoBefore } from '../../contract/demo-haul-cases.ts'
import { spell } from '../city/area/spell.ts'
import { createPacks } from '../city/pack/packs.ts'
import { seedRegistry } from '../city/seed/store-vitals.ts'
import { layRiskHistory } from '../flow/8-risk/laid/lay.ts'
import { loadedPacks } from '../main.ts'
import { seedDemo } from '../seed-demo.ts'
import { itemWeights } from './scale-items.ts'
import { layHistory, planCases, planReports, type Spoil, zone } from './scale-lay.ts'
import { keepLaidPhoto } from './scale-photo.ts'
import { settle } from './scale-settle.ts'
import { monthsTold } from './scale-vital-values.ts'
import { laidVitals } from './scale-vitals.ts'
import { copyItems, countItems, readItemUnits } from './store-items.ts'
import { analyzeHistory, communitiesOf, tracksInUse, vitalStates } from './store-scale.ts'
import { copyLaidValues, readUntold } from './store-vital-values.ts'
import { timedLines } from './timed-lines.ts'

/**
 * How large the city of the newspaper is (mission.md, rows M1, M2, M3 and M7): its figures stand here as what is asked of the generators; what
 * `zhili verify --newspaper` compares is counted from rows.
 */
export const chongqing = {
  gridReports: 3_860_000,
  gridReportsOpen: 4_000,
  cases: 123_000,
  casesOpen: 22_000,
  /** nine of ten closed and the others parked, in the districts of `demoBefore` (九龙坡 and 江北), which say that it was two of ten before */
  spoil: [
    { district: '500107', closed: 100, parked: 11 },
    { district: '500105', closed: 54, parked: 6 },
  ],
  vitals: { sorted: 4_712, catalogued: 3_439, connected: 2_356 },
  buildings: 40_400,
  /** beside some hundred dangerous rocks and three hundred other points of the demo */
  rocks: 310,
  items: 550_000,
  apps: 181,
  years: 2,
} as const

/** The cases of spoil haulage of the districts that say what was before. */
export const spoilAsked: readonly Spoil[] = chongqing.spoil.map((one) => ({
  ...{ ...one, before: demoBefore.find(({ district }) => district === one.district) ?? null },
}))

/** `total` shared out in proportion, by largest remainder: the parts add up to it exactly. Keys in their order win ties. */
export function sharedOut(total: number, weights: Readonly<Record<string, number>>): Record<string, number> {
  const all = Object.values(weights).reduce((sum, weight) => sum + weight, 0)
  const parts = Object.entries(weights).map(([key, weight]) => ({
    key,
    whole: Math.floor((total * weight) / all),
    rest: (total * weight) % all,
  }))
  let left = total - parts.reduce((sum, { whole }) => sum + whole, 0)
  for (const part of parts.toSorted((a, b) => b.rest - a.rest)) if (left-- > 0) part.whole++
  return Object.fromEntries(parts.map(({ key, whole }) => [key, whole]))
}

type Laying = { now: Date; seed: number; filesDir: string; say: (line: string) => void }
const timed = (say: (line: string) => void) => timedLines(say, () => performance.now())

/**
 * The demo city with as many buildings as the page tells of, and two years of grid reports and of cases under it; balance and chain made up to its end.
 * False when there are areas already. Everything is marked as demo rows.
 */
export async function seedChongqing(url: string, laying: Laying): Promise<boolean> {
  const { now, say } = laying
  const buildings = async (client: pg.ClientBase) => sharedOut(chongqing.buildings, await communitiesOf(client))
  if (!(await seedDemo(url, now, timed(say), { buildings, rocks: chongqing.rocks }))) return false
  // Sides that do not meet, so that PostgreSQL works at one while rows of the other are made.
  await together(
    withClient(url, (client) => layThings(client, { ...laying, say: timed(say) })),
    withClient(url, (client) => layPast(client, { ...laying, say: timed(say) })),
  )
  await together(
    withClient(url, (client) => layRisks(client, { ...laying, say: timed(say) })),
    withClient(url, analyzeHistory),
  )
  await settle(url, () => timed(say))
  return true
}

/** Waits for all also where one fails: nobody is left at work behind the error. */
async function together(...sides: Promise<unknown>[]): Promise<void> {
  const ends = await Promise.allSettled(sides)
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}

async function withClient<T>(url: string, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, options: '-c timezone=UTC' })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Vitals with their values, business items and special apps. */
async function layThings(client: pg.ClientBase, { now, seed, say }: Laying): Promise<void> {
  const vitals = laidVitals(chongqing.vitals, await vitalStates(client), await tracksInUse(client))
  await seedRegistry(
    client,
    vitals.map((one) => ({ ...one, ...spell(one.definition.name.zh) })),
    now,
  )
  say(`${vitals.length.toLocaleString('en')} 项体征指标 / vitals`)
  const months = monthsTold(now.getTime(), 12 * chongqing.years, zone)
  const told = await copyLaidValues(client, { seed, vitals: await readUntold(client), months })
  say(`${told.toLocaleString('en')} 个体征值，${months.length} 个月 / values of vitals, by month`)
  await layItems(client, { now, seed, say })
}

/** The catalogue of business items and the register of special apps, made as large as the page says beside what the demo has. */
async function layItems(client: pg.ClientBase, { now, seed, say }: Omit<Laying, 'filesDir'>): Promise<void> {
  const units = await readItemUnits(client)
  const there = await countItems(client)
  const weights = Object.fromEntries(units.map(({ id, tier }) => [id, itemWeights[tier]]))
  const counts = sharedOut(chongqing.items - there.items, weights)
  await copyItems(client, { seed, now, units, counts, apps: chongqing.apps - there.apps })
  say(`${chongqing.items.toLocaleString('en')} 项业务事项、${chongqing.apps} 个特色应用 / business items, special apps`)
}

/** Reports and cases of two years. */
async function layPast(client: pg.ClientBase, { now, seed, filesDir, say }: Laying): Promise<void> {
  const { gridReports, gridReportsOpen, cases, casesOpen, years } = chongqing
  const plans = {
    reports: await planReports(client, { now, seed, years, total: gridReports, open: gridReportsOpen }),
    cases: await planCases(
      client,
      { now, seed, years, total: cases, open: casesOpen, spoil: spoilAsked },
      await keepLaidPhoto(filesDir),
    ),
  }
  const facts = await layHistory(client, plans, say)
  say(`${facts.toLocaleString('en')} 条事实 / facts`)
}

async function layRisks(client: pg.ClientBase, { now, say }: Laying): Promise<void> {
  const risks = await layRiskHistory(client, { packs: createPacks(loadedPacks, { demo: true }), now })
  if (risks) say(`${risks.objects.toLocaleString('en')} 个对象近 8 天的风险 / risk of the last days`)
}
