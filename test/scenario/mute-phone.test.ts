import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startStory } from '../story.ts'
import { at, district, makeMute } from './quiet-steps.ts'

type Refused = { zh: string; details?: { reason?: string } }

describe('a planned window with somebody at the place', () => {
  it('keeps the phone of who answers for it apart, masked, seen whole with a purpose only', async (t) => {
    const story = await startStory(t)
    const body = { kind: 'works', area: district, reason: '清掏作业', to: at(story, 60) }
    for (const open of [{ ownerName: '王建国 13000000042' }, { reason: '清掏，电话 023-67000000' }]) {
      const refused = await story.as('chenli').post<Refused>('/api/v1/mutes', { ...body, ...open })
      assert.deepEqual([refused.status, refused.body.details?.reason], [400, 'text.phone'])
      assert.match(String(refused.body.zh), /里有电话号码/)
    }
    const id = await makeMute(story, { to: at(story, 60), ownerName: '王建国', ownerPhone: '13000000042' })
    const listed = await story.as('luoyifan').get<{ rows: { ownerName: string; ownerPhone: string }[] }>('/api/v1/mutes')
    assert.deepEqual([listed.body.rows[0]!.ownerName, listed.body.rows[0]!.ownerPhone], ['王建国', '130****0042'])
    const everything = async () => JSON.stringify([await story.facts(), await story.sql('select * from idempotency_keys')])
    assert.ok(!(await everything()).includes('13000000042'))
    const look = (who: string, purpose: string) => story.as(who).post(`/api/v1/mutes/${id}/reveal`, { purpose })
    assert.deepEqual([(await look('chenli', ' ')).body.code, (await look('zhoumin', '问作业')).status], ['personal.purpose', 403])
    const seen = await look('chenli', '问作业情况')
    assert.deepEqual([seen.status, seen.body.phone], [200, '13000000042'])
    const [fact] = await story.facts('personal.revealed')
    assert.deepEqual(
      [fact!.subject, fact!.body.field, fact!.body.whose, fact!.body.purpose],
      [id, 'mute.owner-phone', '王**', '问作业情况'],
    )
    assert.ok(!(await everything()).includes('13000000042'))
    await story.end()
  })
})
