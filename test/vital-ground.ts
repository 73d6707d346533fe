import type { VitalDefinition } from '../contract/vital.ts'
import { pathOf, tierOfCode } from '../server/city/area/rules/codes.ts'
import { addVitals, type VitalRecord, vitalsByCode } from '../server/flow/7-evaluate/vitals/store-registry.ts'
import { manualClock } from '../server/kernel/clock.ts'
import { createLog } from '../server/kernel/log.ts'
import { createSpine, type Spine } from '../server/kernel/spine.ts'
import { testDatabase } from './database.ts'

export const zone = 'Asia/Shanghai'
const words = { zh: '甲', en: 'A' }
/** What definitions of tests have in common. */
export const plain = {
  ...{ name: words, board: 'facilities', track: 'gas', unit: words, decimals: 0, times: 1 as const, dueMinutes: 60 },
  ...{ hysteresis: 0, source: words, tier: 'community' as const },
}

/** An empty city of its own with a clock that is set by hand; it is gone after the tests of the file. */
export async function emptyCity({ after, at }: { after: (work: () => Promise<void>) => void; at: string }) {
  const database = await testDatabase('empty')
  const clock = manualClock(new Date(at))
  const spine = createSpine({ url: database.url, clock, log: createLog('silent') })
  after(async () => {
    await spine.close()
    await database.drop()
  })
  return {
    ...{ spine, clock },
    pass: (ms: number) => clock.set(new Date(clock.now().getTime() + ms)),
    /** an area by its code; `to`: the first day it is no more */
    async addArea(code: string, more: { district?: string; to?: string } = {}): Promise<void> {
      await spine.query(
        `insert into areas (code, tier, name, kind, path, parent, operating_district, valid_from, valid_to) values ($1, $2, $1, 'x', $3, $4, $5, '2020-01-01', $6)`,
        [code, tierOfCode(code), pathOf(code), pathOf(code).split('/').at(-3) ?? null, more.district ?? null, more.to ?? null],
      )
    },
    /** the vitals, connected, as they are kept */
    register: (definitions: readonly VitalDefinition[]) => registerVitals(spine, definitions),
  }
}

/** Vitals, connected, as they are kept. */
export async function registerVitals(spine: Spine, definitions: readonly VitalDefinition[]): Promise<Map<string, VitalRecord>> {
  const all = definitions.map((definition) => ({
    ...{ definition, state: 'connected' as const },
    ...{ pinyin: '', initials: '', owner: null },
  }))
  await spine.transaction({ kind: 'system', id: 'system' }, (tx) => addVitals(tx, all, 'system', tx.now))
  return vitalsByCode(
    spine,
    definitions.map(({ code }) => code),
  )
}
