import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import type { CameraPage } from '../../../../contract/camera.ts'
import { cameraStory, clock, library, platform } from '../../../../test/camera-platform.ts'
import { type Got, type Receiver, startReceiver } from '../../../../test/receiver.ts'
import type { Story } from '../../../../test/story.ts'
import { viid } from '../../../../test/view-library.ts'

const status = (code: number, text = 'OK') => ({
  body: JSON.stringify({
    ResponseStatusListObject: { ResponseStatusObject: [{ Id: 's', StatusCode: code, StatusString: text }] },
  }),
})
const digits = (text: string): string => text.replace(/\D/g, '')
const at = { port: 0, host: '127.0.0.1' }
type Asked = Record<string, string | number>

/** A library that grants what it is asked, and a platform that hears. */
async function begin(t: TestContext) {
  const story = await cameraStory(t)
  const other = await startReceiver(t)
  other.always(status(0))
  const port = await story.zhili.gateways.listen('gat1400', at)
  const address = other.url.slice(0, -1)
  const admin = story.as('zouhaining')
  const setAddress = (said: string | null, number = library) =>
    admin.post<{ code?: string }>(`/api/v1/admin/camera-platforms/${number}/address`, { address: said })
  return { story, other, port, address, admin, setAddress, one: viid(port) }
}

const ask = (story: Story) => story.zhili.gateways.askLibraries()
const lines = ({ got }: Receiver): string[] => got.map(({ method, url }) => `${method} ${url}`)
const askedIn = ({ body }: Got): Asked => JSON.parse(body.toString()).SubscribeListObject.SubscribeObject[0] as Asked
const facts = async (story: Story): Promise<string[]> =>
  (await story.facts()).map(({ kind }) => kind).filter((kind) => kind.startsWith('camera-subscription.'))

async function shown(story: Story) {
  const { platforms } = (await story.as('zouhaining').get<CameraPage>('/api/v1/cameras')).body
  return platforms.find(({ number }) => number === library)!.subscription
}

/** It comes back after hours; what the tanks would do meanwhile is another story. */
async function passAlive(story: Story, one: ReturnType<typeof viid>, h: number): Promise<void> {
  await story.sql('delete from timers')
  await story.pass({ h })
  await one.register()
}

describe('a subscription at a view library', () => {
  it('is asked for once it has registered, for vehicles, things and cameras only; renewed in time; a restart neither doubles nor forgets it', async (t) => {
    const { story, other, port, address, setAddress, one } = await begin(t)
    assert.equal(await shown(story), null)
    assert.equal((await setAddress(`${address}/`)).status, 200)
    await ask(story)
    assert.deepEqual([other.got.length, (await shown(story))!.state], [0, 'waiting'])
    await one.register()
    const began = clock(story)
    await ask(story)
    await ask(story)
    assert.deepEqual(lines(other), ['POST /VIID/Subscribes'])
    const asked = askedIn(other.got[0]!)
    assert.match(String(asked.SubscribeID), new RegExp(`^50000000082003${digits(began)}\\d{5}$`))
    assert.deepEqual(
      [asked.SubscribeDetail, asked.ResourceURI, asked.BeginTime, asked.OperateType, asked.ReceiveAddr],
      ['3,13,14,15', library, digits(began), 0, `http://127.0.0.1:${port}/VIID/SubscribeNotifications`],
    )
    const held = (await shown(story))!
    assert.deepEqual(
      [held.state, held.until, held.at, held.reason],
      ['granted', '2026-03-03T01:30:00.000Z', story.now().toISOString(), null],
    )

    await story.restart()
    const again = viid(await story.zhili.gateways.listen('gat1400', at))
    await passAlive(story, again, 11)
    // It had gone, and comes back: what it forgot meanwhile is said once more.
    await ask(story)
    assert.deepEqual(lines(other).slice(1), ['PUT /VIID/Subscribes'])
    await story.pass({ s: 5 })
    await ask(story)
    assert.equal(other.got.length, 2)
    assert.deepEqual([askedIn(other.got[1]!).SubscribeID, askedIn(other.got[1]!).EndTime], [asked.SubscribeID, '20260303203000'])
    // One that knows no renewal is asked for another.
    other.say({ status: 405 })
    await passAlive(story, again, 12)
    await ask(story)
    await ask(story)
    assert.deepEqual(lines(other).slice(2), ['PUT /VIID/Subscribes', 'POST /VIID/Subscribes'])
    assert.notEqual(askedIn(other.got[3]!).SubscribeID, asked.SubscribeID)
    assert.deepEqual(await facts(story), ['camera-subscription.set', 'camera-subscription.granted'])
    await story.acknowledge()
    await story.end()
  })

  it('asked for by a process that was killed over it is asked for again under the same number', async (t) => {
    const { story, other, address, setAddress, one } = await begin(t)
    await setAddress(address)
    await one.register()
    // As a kill leaves it: claimed, and nobody knows what was answered.
    await story.sql(
      `update camera_subscriptions set state = 'asked', subscription = 'mine', asked_at = $1, tries = 1, next_at = $2`,
      [story.now(), new Date(story.now().getTime() + 60_000)],
    )
    await story.restart()
    await story.zhili.gateways.listen('gat1400', at)
    await ask(story)
    assert.deepEqual([other.got.length, (await shown(story))!.state], [0, 'asked'])
    await story.pass({ m: 1 })
    await ask(story)
    assert.deepEqual([askedIn(other.got[0]!).SubscribeID, (await shown(story))!.state], ['mine', 'granted'])
    await story.end()
  })

  it('that is refused says why and is asked for again when it registers anew; one that is away later and later', async (t) => {
    const { story, other, address, setAddress, one } = await begin(t)
    other.always(status(4, '不允许订阅'))
    await setAddress(address)
    await one.register()
    await ask(story)
    const refused = (await shown(story))!
    assert.deepEqual([refused.state, refused.reason?.zh, refused.until], ['refused', '对方状态码 4：不允许订阅', null])
    await story.pass({ m: 5 })
    await ask(story)
    assert.equal(other.got.length, 1)
    await story.pass({ m: 2 })
    await one.register()
    await ask(story)
    assert.equal(other.got.length, 2)
    assert.deepEqual(await facts(story), ['camera-subscription.set', 'camera-subscription.refused'], 'the same again is no news')

    other.always({ status: 500 })
    await setAddress(address)
    await ask(story)
    assert.deepEqual([(await shown(story))!.state, (await shown(story))!.reason?.zh], ['away', '对方答复 500'])
    const tries = async (m: number): Promise<number> => {
      const before = other.got.length
      await story.sql(`update camera_platforms set until = $1`, [new Date(story.now().getTime() + 3_600_000)])
      await story.pass({ m })
      await ask(story)
      return other.got.length - before
    }
    assert.deepEqual([await tries(1), await tries(1), await tries(2), await tries(2)], [0, 1, 0, 1])
    other.always(status(0))
    await tries(8)
    assert.equal((await shown(story))!.state, 'granted')
    assert.deepEqual((await facts(story)).slice(2), ['camera-subscription.away', 'camera-subscription.granted'])
    await story.acknowledge()
    await story.end()
  })

  it('is taken back where its address is removed or changed, or its number ended, also behind a challenge', async (t) => {
    const { story, other, address, admin, setAddress, one } = await begin(t)
    await setAddress(address)
    await one.register()
    await ask(story)
    const id = askedIn(other.got[0]!).SubscribeID
    const second = await startReceiver(t)
    second.always(status(0))
    await setAddress(second.url)
    await ask(story)
    assert.deepEqual([lines(other).slice(1), lines(second)], [[`PUT /VIID/Subscribes/${id}`], ['POST /VIID/Subscribes']])
    const cancel = JSON.parse(other.got[1]!.body.toString()).SubscribeObject as Asked
    assert.deepEqual([cancel.OperateType, cancel.SubscribeStatus, cancel.CancelTime], [1, 1, digits(clock(story))])

    second.say({ status: 500 }, { status: 404 }, { status: 401, headers: { 'www-authenticate': 'Digest realm="r", nonce="n"' } })
    assert.equal((await admin.post(`/api/v1/admin/senders/gat1400/${library}/end`, {})).status, 200)
    await ask(story)
    await story.pass({ m: 2 })
    await ask(story)
    const gone = askedIn(second.got[0]!).SubscribeID
    assert.deepEqual(lines(second).slice(1), [
      ...[`PUT /VIID/Subscribes/${gone}`, `PUT /VIID/Subscribes/${gone}`],
      ...[`DELETE /VIID/Subscribes?IDList=${gone}`, `DELETE /VIID/Subscribes?IDList=${gone}`],
    ])
    assert.match(second.got.at(-1)!.headers.authorization!, /^Digest username="50000000082000000001"/)
    assert.deepEqual(await story.sql('select 1 from camera_subscriptions'), [], 'its password is gone with it')
    await story.acknowledge()
    await story.end()
  })

  it('is set for a view library only, at an address and nothing more', async (t) => {
    const { story, other, address, setAddress } = await begin(t)
    for (const said of ['', 'ftp://10.0.0.1', 'http://a:b@10.0.0.1', 'http://10.0.0.1/VIID', 'http://10.0.0.1\u0000'])
      assert.deepEqual([(await setAddress(said)).status, said], [400, said])
    assert.equal((await setAddress(address, platform)).status, 404)
    assert.equal((await setAddress(address, 'nobody')).status, 400)
    assert.equal((await setAddress(null)).status, 200)
    assert.deepEqual(await facts(story), [])
    await setAddress(address)
    await setAddress(null)
    assert.deepEqual(await facts(story), ['camera-subscription.set', 'camera-subscription.ended'])
    assert.deepEqual(
      [await shown(story), await story.sql('select 1 from camera_subscriptions')],
      [null, []],
      'never asked, so nothing is taken back',
    )
    assert.equal((await story.as('chenli').post(`/api/v1/admin/camera-platforms/${library}/address`, { address })).status, 403)
    assert.equal(other.got.length, 0)
    await story.end()
  })
})
