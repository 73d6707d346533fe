import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { HaulBoardRow, HaulEffects } from '../../../contract/haul-effect.ts'
import { truckPack } from '../../../test/demo-packs.ts'
import { switchOff } from '../../../test/scenario/pack-steps.ts'
import { startStory } from '../../../test/story.ts'

it('before and after counts since the pack was switched on there, and says what it does not know', async (t) => {
  const story = await startStory(t, { packs: [truckPack] })
  const duty = story.as('chenli')
  const row = async (): Promise<HaulBoardRow> =>
    (await duty.get<HaulEffects>('/api/v1/haulage-effects')).body.rows[0]!.board.find(({ district }) => district === '990101')!
  let no = 0
  const happens = () =>
    story.sql(
      `insert into events (id, no, type, pack, pack_version, grade, title, state, mode, source, area, lon, lat, opened_at, changed_at)
       values (gen_random_uuid(), $1, $2, $3, 1, 'ordinary', '渣土车未密闭', 'open', 'triage', 'seat', '99/990101/990101001/', 105.5, 31.5, $4, $4)`,
      [`T-${no++}`, truckPack.types[0]!.id, truckPack.id, story.now()],
    )
  const began = story.now().toISOString()
  await happens()

  await t.test('never switched by itself: since the platform began, with its date', async () => {
    const { on, after } = await row()
    assert.deepEqual([on, after?.found], [{ at: began, how: 'with-platform', off: false }, 1])
  })

  await t.test('off, that is said; on again, only what was opened since counts, and nothing yet is not zero', async () => {
    await story.pass({ h: 1 })
    await switchOff(story, truckPack.id)
    assert.deepEqual([(await row()).on.off, (await row()).after?.found], [true, 1])
    await story.pass({ h: 1 })
    assert.equal(
      (await duty.post(`/api/v1/packs/${truckPack.id}/tune`, { area: '99/990101/', off: false, reason: '检修完' })).status,
      200,
    )
    const anew = await row()
    assert.deepEqual([anew.on, anew.after], [{ at: story.now().toISOString(), how: 'switched-on', off: false }, null])
    await story.pass({ m: 5 })
    await happens()
    assert.equal((await row()).after?.found, 1)
  })

  await t.test('where nobody noted it, every case counts and there is no date', async () => {
    await story.sql("update pack_starts set at = null, how = 'unknown'")
    const { on, after } = await row()
    assert.deepEqual([on.at, on.how, after?.found], [null, 'unknown', 2])
  })
  await story.acknowledge()
  await story.end()
})
