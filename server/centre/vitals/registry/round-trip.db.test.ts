import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { VitalSheetLook, VitalSheetTaken } from '../../../../contract/vital-registry.ts'
import { startStory } from '../../../../test/story.ts'
import { demoVitals } from '../../../city/seed/vitals.ts'
import { listVitals } from '../../../city/seed/vitals-list.ts'
import { addVitals } from '../../../flow/7-evaluate/vitals/store-registry.ts'

// All vitals of the demo, in the small city; the hub of the city keeps them.
const story = await startStory({ after } as unknown as TestContext)
const all = demoVitals(listVitals())
await story.zhili.spine.transaction({ kind: 'system', id: 'system' }, (tx) =>
  addVitals(
    tx,
    all.map((one) => ({ ...one, pinyin: '', initials: '', owner: null })),
    'system',
    tx.now,
  ),
)
const city = story.as('shenlan')
/** What a sheet says that does anything; the city goes on meanwhile. */
const said = async () =>
  (await story.facts()).filter(({ kind }) => /^vital\.(registered|published|publish-asked|moved)$/.test(kind)).length
const versions = () => story.sql('select code, version, state, changed_at from vitals order by code')

describe('the registry as a sheet', () => {
  for (const as of ['xlsx', 'csv'] as const)
    for (const lang of ['zh', 'en'] as const)
      it(`of all ${all.length} of the demo, handed out and taken back as it is, changes nothing (${as}, ${lang})`, async () => {
        const before = await versions()
        const facts = await said()
        const { bytes } = await city.get(`/api/v1/vitals.${as}?lang=${lang}`)
        const look = (await city.post<VitalSheetLook>('/api/v1/vital-sheets/look', bytes)).body
        assert.deepEqual(look.faults, [])
        const { digest, ...counts } = look
        assert.deepEqual(counts, {
          ...{ rows: all.length, registered: 0, changed: 0, moved: 0, unchanged: all.length, waiting: 0, refused: 0 },
          ...{ unknown: [], faults: [], sample: [] },
        })
        const taken = await city.post<VitalSheetTaken>(`/api/v1/vital-sheets/take?digest=${digest}`, bytes)
        assert.deepEqual([taken.status, taken.body.changed, taken.body.unchanged], [200, 0, all.length])
        assert.deepEqual([await versions(), await said()], [before, facts])
      })
})
