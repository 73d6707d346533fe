import pg from 'pg'
import { system } from '../../contract/actor.ts'
import { demoBefore } from '../../contract/demo-haul-cases.ts'
import { spell } from '../city/area/spell.ts'
import { createPacks } from '../city/pack/packs.ts'
import { seedRegistry } from '../city/seed/store-vitals.ts'
import { followEvaluation } from '../flow/7-evaluate/evaluation/on.ts'
import { analyzeLines } from '../flow/7-evaluate/evaluation/store-lines.ts'
import { rebuildCounts } from '../flow/7-evaluate/store.ts'
import { rebuildBalance } from '../flow/7-evaluate/store-balance.ts'
import { layRiskHistory } from '../flow/8-risk/laid/lay.ts'
import { realClock } from '../kernel/clock.ts'
import { createLog } from '../kernel/log.ts'
import { sealOnce } from '../kernel/seal.ts'
import { createSpine, type Spine } from '../kernel/spine.ts'
import { loadedPacks } from '../main.ts'
import { seedDemo } from '../seed-demo.ts'
import { itemWeights } from './scale-items.ts'
import { layHistory, planCases, planReports, type Spoil, zone } from './scale-lay.ts'
import { keepLaidPhoto } from './scale-photo.ts'
import { monthsTold } from './scale-vital-values.ts'
import { laidVitals } from './scale-vitals.ts'
import { copyItems, countItems, readItemUnits } from './store-items.ts'
import { analyzeHistory, communitiesOf, tracksInUse, vitalStates } from './store-scale.ts'
import { copyLaidValues, readUntold } from './store-vital-values.ts'

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

/**
 * The demo city with as many buildings as the page tells of, and two years of grid reports and of cases under it; balance and chain made up to its end.
 * False when there are areas already. Everything is marked as demo rows.
 */
export async function seedChongqing(
  url: string,
  { now, seed, filesDir, say }: { now: Date; seed: number; filesDir: string; say: (line: string) => void },
): Promise<boolean> {
  const buildings = async (client: pg.ClientBase) => sharedOut(chongqing.buildings, await communitiesOf(client))
  if (!(await seedDemo(url, now, say, { buildings, rocks: chongqing.rocks }))) return false
  const client = new pg.Client({ connectionString: url, options: '-c timezone=UTC' })
  await client.connect()
  try {
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
    const risks = await layRiskHistory(client, { packs: createPacks(loadedPacks, { demo: true }), now })
    if (risks) say(`${risks.objects.toLocaleString('en')} 个对象近 8 天的风险 / risk of the last days`)
    await analyzeHistory(client)
  } finally {
    await client.end()
  }
  await settle(url, say)
  return true
}

/** The catalogue of business items and the register of special apps, made as large as the page says beside what the demo has. */
async function layItems(
  client: pg.ClientBase,
  { now, seed, say }: { now: Date; seed: number; say: (line: string) => void },
): Promise<void> {
  const units = await readItemUnits(client)
  const there = await countItems(client)
  const weights = Object.fromEntries(units.map(({ id, tier }) => [id, itemWeights[tier]]))
  const counts = sharedOut(chongqing.items - there.items, weights)
  await copyItems(client, { seed, now, units, counts, apps: chongqing.apps - there.apps })
  say(`${chongqing.items.toLocaleString('en')} 项业务事项、${chongqing.apps} 个特色应用 / business items, special apps`)
}

async function countAll(spine: Spine, say: (line: string) => void): Promise<void> {
  await spine.transaction(system, (tx) => rebuildCounts(tx, zone))
  await spine.transaction(system, (tx) => rebuildBalance(tx, zone))
  say('日平衡已重算 / balance made')
  while (await followEvaluation(spine, zone));
  await analyzeLines(spine)
  say('办理评价已统计 / cases evaluated')
}

async function sealAll(spine: Spine, say: (line: string) => void): Promise<void> {
  let seals = 1
  while (await sealOnce(spine)) seals++
  say(`${seals.toLocaleString('en')} 个封条 / seals`)
}

/** What is kept beside the facts, made from them: counts by area and day, the balance, the chain of seals. */
async function settle(url: string, say: (line: string) => void): Promise<void> {
  const spine = createSpine({ url, clock: realClock, log: createLog('error'), connections: 2 })
  try {
    // Two sides that do not meet: what is counted reads facts as they stand, and so does the chain.
    await Promise.all([countAll(spine, say), sealAll(spine, say)])
  } finally {
    await spine.close()
  }
}
