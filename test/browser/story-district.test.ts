import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { PackPage } from '../../contract/packs.ts'
import type { Signal } from '../../contract/signal.ts'
import { axeFaults } from './axe.ts'
import { driveNow, driven, keepPastDrives } from './past-drives.ts'
import { storyShot } from './story-shots.ts'
import { type Person, startZhili, type Zhili } from './zhili.ts'

/** City seconds in a wall second: a drive of three minutes is a quarter of a minute. */
const rate = 12
const step = { timeout: 75_000 }
const desk = { width: 1280, height: 860 }
const settings = '/packs?pack=spoil-truck&tab=settings'
/** One drive a day, yesterday first: over 66 km/h once, over 60.5 three times more. */
const speeds = [63, 72, 63, 40, 63]

/** The headline of the packs: a district switches a scenario on, tunes it, proves it on its own past and sees its effect, without a developer. */
describe('a district puts a scenario to work by itself', { timeout: 300_000 }, () => {
  let zhili: Zhili
  let duty: Person
  let leader: Person

  before(
    async () => {
      zhili = await startZhili({ simulator: false, maps: false, rate })
      duty = await zhili.newPerson('jiangbei-duty', { viewport: desk })
      leader = await zhili.newPerson('jiangbei-leader', { viewport: desk })
      const { places } = await duty.get<PackPage>('/packs/spoil-truck')
      const asked = await duty.post('/packs/spoil-truck/off-requests', { area: places[0]!.area, reason: '车载终端换装' })
      const { id } = asked.body as { id: string }
      assert.equal((await leader.post(`/pack-requests/${id}/confirm`, {})).status, 200)
      await keepPastDrives(zhili, speeds)
    },
    { timeout: 120_000 },
  )
  after(() => zhili?.stop())

  it('sees that it is off, and what it would find once on, by its own recorded drives', step, async () => {
    const { page } = duty
    await duty.goto(settings)
    await page.getByText('江北区：已停用').first().waitFor()
    await press(duty, '先回放')
    await page.getByText('7 天中 5 天有车辆记录').waitFor()
    await page
      .getByRole('row', { name: /渣土车超速/ })
      .first()
      .waitFor()
    await storyShot(page, 'district-1-off')
  })

  it('switches it on, one person with a reason', step, async () => {
    const { page } = duty
    await press(duty, '启用')
    await reason(duty, '终端换装完毕，回放看过', '启用')
    await page.getByText('江北区：启用中').waitFor()
    await page.getByText('已启用：江北区').waitFor({ state: 'hidden' })
  })

  it('changes a limit within its range and replays it: both counts, and an example that opens', step, async () => {
    const { page } = duty
    const limit = page.getByRole('listitem').filter({ hasText: '限速' }).getByRole('textbox').first()
    await limit.fill('90')
    await page.getByText('应为 30 km/h～80 km/h').waitFor()
    await limit.fill('55')
    await press(duty, '先回放')
    const row = page.getByRole('row', { name: /^渣土车超速/ }).first()
    await row.waitFor()
    assert.match((await row.innerText()).replace(/\s+/g, ' '), /超速 1 4 3 0/)
    await storyShot(page, 'district-2-replay')
    await page.getByRole('link', { name: driven.plate }).first().click()
    await page.waitForURL('**/objects?id=*')
    await page.getByText(driven.plate).first().waitFor()
  })

  it('asks for it, and the second person sees the same replay and confirms', step, async () => {
    const { page } = duty
    await duty.goto(settings)
    await page.getByRole('listitem').filter({ hasText: '限速' }).getByRole('textbox').first().fill('55')
    await press(duty, '先回放')
    await page
      .getByRole('row', { name: /^渣土车超速/ })
      .first()
      .waitFor()
    await press(duty, '提请改参数')
    await page.getByText('回放结果随提请给第二人看，并记下。').waitFor()
    await reason(duty, '寸滩路段限速 55', '提请改参数')
    await page.getByText('提请改参数，待第二人确认').first().waitFor()
    await storyShot(page, 'district-3-asked')
    await leader.goto(settings)
    await leader.page.getByText('理由：寸滩路段限速 55').waitFor()
    await press(leader, '看回放')
    await leader.page
      .getByRole('row', { name: /^渣土车超速/ })
      .first()
      .waitFor()
    await storyShot(leader.page, 'district-4-second')
    assert.deepEqual(await axeFaults(leader, settings), [])
    await press(leader, '确认并生效')
    await leader.page.getByText('退回这次更改之前').waitFor()
  })

  it('judges what drives now by it: a case that would not have been one yesterday', step, async () => {
    await driveNow(zhili, 63)
    await duty.goto('/inbox')
    const found = duty.page.getByRole('option', { name: /渣土车超速/ }).first()
    await found.click()
    await duty.page.getByText('限值 55').first().waitFor()
    await storyShot(duty.page, 'district-5-found')
    const { rows } = await duty.get<{ rows: Signal[] }>('/signals?state=waiting&limit=50')
    const signal = rows.find(({ title }) => /超速/.test(title))!
    assert.equal((await duty.post(`/signals/${signal.id}/open`, {})).status, 200)
  })

  it('sees the effect since it is on: opened and closed, both numbers', step, async () => {
    const { page } = duty
    await duty.goto(settings)
    await page.getByRole('link', { name: '启用前后对比' }).click()
    const row = page.getByRole('row', { name: /^江北区/ })
    await row.getByText('0/1').waitFor()
    await storyShot(page, 'district-6-board')
  })

  it('goes back to before the change, by two again', step, async () => {
    const { page } = duty
    await duty.goto(settings)
    await press(duty, '退回这次更改之前')
    await reason(duty, '与交巡警限速不一致', '退回这次更改之前')
    await page.getByText('提请退回以前的参数，待第二人确认').first().waitFor()
    await leader.goto(settings)
    await leader.page.getByText('退回以前现行过的值').waitFor()
    await press(leader, '确认并生效')
    await page.getByText('各处都按默认。').waitFor()
    await page.getByText('已提请退回，等本地另一人确认').waitFor({ state: 'hidden' })
    await storyShot(page, 'district-7-back')
    const { tunings } = await duty.get<PackPage>('/packs/spoil-truck')
    assert.deepEqual(
      tunings.map(({ off, settings: own }) => [off, own]),
      [[false, {}]],
    )
    assert.deepEqual(zhili.outside(), [])
    assert.deepEqual(zhili.faults(), [])
  })
})

const press = (who: Person, name: string): Promise<void> => who.page.getByRole('button', { name, exact: true }).first().click()

async function reason(who: Person, words: string, verb: string): Promise<void> {
  await who.page.getByRole('textbox', { name: /理由/ }).fill(words)
  await who.page.getByRole('button', { name: verb, exact: true }).last().click()
}
