import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { ExerciseList, ExerciseSheet } from '../../contract/exercise.ts'
import { axeFaults } from './axe.ts'
import { storyShot } from './story-shots.ts'
import { atFirstTank } from './tank.ts'
import { workChecklist } from './worker.ts'
import { type Person, phone, startZhili, type Zhili } from './zhili.ts'

const step = { timeout: 100_000 }
const press = ({ page }: Person, name: string | RegExp) => page.getByRole('button', { name }).first().click()
const shows = ({ page }: Person, words: string | RegExp) => page.getByText(words).first().waitFor()
const type = 'septic-gas.over-limit'
/** 16:9 as the wall is, in a picture of a guide's size. */
const smallWall = { width: 1280, height: 720 }
const notReal = '按预案照实办理；不是真实事件，不计入任何指标'

/** A drill from the plan to its sheet: begun by one person, worked on the phone as in life, another one made live by a second person. */
describe('a drill, from the plan to its sheet', { timeout: 300_000 }, () => {
  let zhili: Zhili
  let duty: Person
  let event = ''

  before(
    async () => {
      zhili = await startZhili({ simulator: false, maps: false })
      duty = await zhili.newPerson('jiangbei-duty')
    },
    { timeout: 120_000 },
  )
  after(() => zhili?.stop())

  it('is begun from the plans, with whom it would call this very minute', step, async () => {
    const { page } = duty
    await duty.goto(`/plans?type=${type}`)
    await page.getByRole('link', { name: '发起演练' }).click()
    const form = page.getByRole('dialog', { name: '发起演练' })
    await form.getByRole('searchbox', { name: /地点/ }).fill('塔山公园公厕')
    await form.getByRole('option', { name: /塔山公园公厕 1 号池/ }).click()
    await form.getByRole('textbox', { name: /情景/ }).fill('季度演练：1 号池沼气超标，有人晕倒')
    await form.getByText(/前 15 分钟内叫到/).waitFor()
    await storyShot(page, 'drill-1-begin')
    assert.deepEqual(await axeFaults(duty, 'a drill to begin'), [])
    await form.getByRole('button', { name: '开始演练' }).click()
    await shows(duty, notReal)
    event = new URL(page.url()).pathname.split('/').at(-1) ?? ''
    await page.getByRole('heading', { level: 1, name: /^演练 .*沼气超标/ }).waitFor()
    await duty.goto(`/events/${event}`)
    await shows(duty, notReal)
    await shows(duty, /监管对象 \d+/)
    await page.setViewportSize({ width: 1300, height: 800 })
    await storyShot(page, 'drill-2-event')
    assert.deepEqual(await axeFaults(duty, '/events/{drill}'), [])
    await duty.goto('/events')
    await page.getByRole('link', { name: /^演练 .*沼气超标/ }).waitFor()
  })

  it('is on the phone what it is on the desk, and is worked as in life', step, async () => {
    const worker = await zhili.newPerson('cuntan-post', { viewport: phone, place: atFirstTank })
    await worker.goto('/field/')
    await worker.page.getByRole('link', { name: /^演练 .*沼气超标/ }).click()
    await shows(worker, notReal)
    await storyShot(worker.page, 'drill-3-phone')
    await press(worker, /^签收/)
    await press(worker, '我已到场')
    await workChecklist(worker, '演练：排风正常，无人受伤')
    const { steps, inTime } = await duty.get<ExerciseSheet>(`/exercises/${event}`)
    const lead = steps.filter(({ role }) => role === 'lead').map(({ clock, verdict }) => `${clock} ${verdict}`)
    assert.deepEqual([lead, inTime], [['accept in-time', 'arrive in-time'], { n: 2, of: 2 }])
    const leader = await zhili.newPerson('jiangbei-leader', { viewport: phone })
    await leader.goto('/leader')
    await shows(leader, notReal)
    await storyShot(leader.page, 'drill-4-leader')
  })

  it('bears its mark on the board, in the check queue, on its case file, and on the wall', step, async () => {
    const checker = await zhili.newPerson('jiangbei-check')
    await duty.goto('/dispatch')
    await duty.page
      .getByText(/^演练 .*沼气超标$/)
      .first()
      .waitFor()
    await checker.goto('/check')
    await checker.page.getByRole('option', { name: /演练 .*沼气超标/ }).waitFor()
    await duty.goto(`/case-file/${event}`)
    await duty.page.getByRole('heading', { name: /^演练 .*沼气超标/ }).waitFor()
    await shows(duty, notReal)
    const city = await zhili.newPerson('city-leader', { viewport: smallWall })
    await city.goto(`/cockpit/#/event/${event}`)
    await shows(city, notReal)
    assert.ok(await city.page.getByText(/^江北区 .*演练 .*沼气超标$/).isVisible())
    await storyShot(city.page, 'drill-5-wall')
  })

  it('is made live by a second person only', step, async () => {
    const drill = { type, grade: 'major', area: '500105005', words: '夜间抽查' }
    const begun = (await duty.post('/exercises', drill)).body as { event: string }
    await duty.goto(`/events/${begun.event}`)
    await shows(duty, '须由另一人转为实战：这次演练是您发起的')
    const second = await zhili.newPerson('cuntan-duty')
    await second.goto(`/events/${begun.event}`)
    await press(second, '转为实战')
    await second.page.getByRole('textbox', { name: '理由' }).fill('现场真的漏了')
    await second.page.getByRole('region', { name: '转为实战' }).getByRole('button', { name: '转为实战' }).click()
    await second.page.waitForURL((url) => url.pathname.startsWith('/events/') && !url.pathname.includes(begun.event))
    await second.page.getByRole('heading', { level: 1, name: /沼气超标/ }).waitFor()
    assert.equal(await second.page.getByText(notReal).count(), 0, 'nothing live bears the mark')
  })

  it('ends with a sheet of limits and what really happened, and stands in the list of drills', step, async () => {
    const { page } = duty
    await duty.goto(`/events/${event}`)
    await press(duty, '记一笔')
    await page.getByRole('textbox', { name: '发现了什么' }).fill('对讲机电量不足，改用电话')
    const noting = page.getByRole('region', { name: '记一笔' })
    await noting.getByRole('button', { name: '记一笔' }).click()
    await noting.waitFor({ state: 'detached' })
    await press(duty, '结束演练')
    await page.getByRole('textbox', { name: '理由' }).fill('演练目标已达成')
    const ending = page.getByRole('region', { name: '结束演练' })
    await ending.getByRole('button', { name: '结束演练' }).click()
    await ending.waitFor({ state: 'detached' })
    await duty.goto(`/drills/${event}`)
    await shows(duty, '对讲机电量不足，改用电话')
    await page.getByRole('heading', { name: '经过' }).waitFor()
    await shows(duty, /结束演练：演练目标已达成/)
    assert.deepEqual(await axeFaults(duty, '/drills/{id}'), [])
    await page.reload()
    await shows(duty, /结束演练：演练目标已达成/)
    await storyShot(page, 'drill-6-sheet')
    await duty.goto('/plans/drills')
    await shows(duty, '从未演练')
    assert.deepEqual(await axeFaults(duty, '/plans/drills'), [])
    await duty.goto('/plans/drills')
    await page.getByRole('cell', { name: /^已转实战/ }).waitFor()
    await storyShot(page, 'drill-7-list')
    const { rows } = await duty.get<ExerciseList>('/exercises')
    assert.deepEqual(
      rows.map(({ live, endedAt }) => [live !== null, endedAt !== null]),
      [
        [true, true],
        [false, true],
      ],
    )
  })

  it('is foreseen in a rehearsal that goes on from who answers when', step, async () => {
    const { page } = duty
    await duty.goto(`/plans?type=${type}&v=0`)
    await press(duty, '加一个应答')
    await shows(duty, /第 [\d.]+ 分 .*签收$/)
    await page.setViewportSize({ width: 1300, height: 800 })
    await page.getByRole('button', { name: '加一个应答' }).scrollIntoViewIfNeeded()
    await storyShot(page, 'drill-8-answered')
    assert.deepEqual(await axeFaults(duty, '/plans with an opened version'), [])
    assert.deepEqual([zhili.outside(), zhili.faults()], [[], []])
  })
})
