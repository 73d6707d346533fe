import type { TestContext } from 'node:test'
import type { AreaChangePlan } from '../../contract/area-change.ts'
import type { VitalDefinition, VitalPage, VitalValue, VitalValuesTaken } from '../../contract/vital.ts'
import { addVitals } from '../../server/flow/7-evaluate/vitals/store-registry.ts'
import { untilSafe } from '../safe-facts.ts'
import { type Story, startStory } from '../story.ts'

export const words = (zh: string) => ({ zh, en: zh })
export const base = {
  ...{ board: 'society', track: 'grids', unit: words('件'), decimals: 0, times: 1 as const, dueMinutes: 60, hysteresis: 0 },
  ...{ source: words('平台'), aggregation: 'sum' as const },
}
/** What is told of communities by the day, what is open in them, what stands in towns. */
export const told: VitalDefinition = { ...base, code: 'water.pumps', name: words('泵站'), tier: 'community', cadence: 'day' }
export const openIn = (tier: 'town' | 'community'): VitalDefinition => ({
  ...{ ...base, code: 'events.open', name: words('未办结事件'), tier, cadence: 'day' },
  count: { of: 'events', when: 'now', where: [{ is: 'open' }] },
})

const addsTo =
  (story: Story) =>
  (state: 'connected' | 'catalogued', ...some: VitalDefinition[]) =>
    story.zhili.spine.transaction({ kind: 'system', id: 'system' }, (tx) =>
      addVitals(
        tx,
        some.map((definition) => ({ definition, state, pinyin: 'x', initials: 'x', owner: null })),
        'system',
        tx.now,
      ),
    )

async function startTwoDistricts({ after }: { after: unknown }) {
  const story = await startStory({ after } as TestContext, { at: new Date('2026-03-03T14:30:00Z') })
  await story.sql(`insert into operating_districts (code, name, kind, sort) values ('990102', '南岸区', 'division', 2)`)
  await story.sql(`insert into areas (code, tier, name, kind, path, parent, operating_district, valid_from)
    values ('990102', 'district', '南岸区', '市辖区', '99/990102/', '99', '990102', '2023-06-30')`)
  return story
}

/** 北岸区 with its two towns and a second district beside it, Tuesday 2026-03-03, 22:30; changes are entered by 邹海宁, numbers told for the city. */
export async function startAreaStory({ after }: { after: unknown }, definitions: readonly VitalDefinition[]) {
  const story = await startTwoDistricts({ after })
  const add = addsTo(story)
  await add('connected', ...definitions)
  const admin = story.as('zouhaining')
  const city = story.as('shenlan')
  const roll = async () => {
    await untilSafe(story.zhili.spine)
    while (await story.zhili.rollVitals());
  }
  const changeOf = (text: string, day = '2026-03-04', title = '竹溪街道划归南岸区') => ({
    ...{ day, title, text, basis: '示政发〔2026〕1号' },
  })
  const page = async (code: string, area: string, query = '') =>
    (await city.get<VitalPage>(`/api/v1/vitals/${code}?area=${area}&${query}`)).body
  return {
    ...{ story, add, admin, city, roll, changeOf, page },
    /** taken, and why others were not */
    async tell(...values: [vital: string, area: string, period: string, value: number][]) {
      const rows = values.map(([vital, area, period, value]): VitalValue => ({ vital, area, period, value }))
      const { taken, refused } = (await city.post<VitalValuesTaken>('/api/v1/vitals/values', { values: rows })).body
      await roll()
      return [taken, ...refused.map(({ code }) => code)]
    },
    worth: async (code: string, area: string, period?: string, query = '') =>
      (await page(code, area, `${period ? `period=${period}` : ''}${query}`)).cell?.value ?? null,
    look: async (text: string, day?: string) =>
      (await admin.post<AreaChangePlan>('/api/v1/admin/area-changes/look', changeOf(text, day))).body,
    ask: (text: string, day?: string, title?: string) =>
      admin.post<{ id: string; code: string }>('/api/v1/admin/area-changes', changeOf(text, day, title)),
    /** as the next day begins everything of the day before was done */
    async toNextDay(length: { h: number; m?: number }) {
      // Of open cases a day is long; that nobody attends to them is another test's.
      await story.sql(`delete from timers where kind <> 'areas.change-due'`)
      await story.pass(length)
      await story.acknowledge()
      await roll()
    },
  }
}

/** Every process hears of changed areas a little later than they changed; this one too. Fails by the limit of its test. */
export async function followed(is: () => boolean): Promise<void> {
  while (!is()) await new Promise(setImmediate)
}
