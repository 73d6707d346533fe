import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { EventDetail } from '../../contract/event.ts'
import type { VitalValuesTaken } from '../../contract/vital.ts'
import { axeFaults } from './axe.ts'
import { storyShot } from './story-shots.ts'
import { type Person, startZhili, type Zhili } from './zhili.ts'

const step = { timeout: 40_000 }
const desk = { viewport: { width: 1440, height: 900 } }
/** The hour that runs, or so many before it, as a period of an hourly vital. */
const hour = (back: number): string => new Date(Date.now() + (8 - back) * 3_600_000).toISOString().slice(0, 13)
const area = '500105'

/** A river section of 江北区: its oxygen probe is silent, then its ammonia goes up while something is amiss upstream. */
describe('a river section is silent, then outside its range', { timeout: 240_000 }, () => {
  let zhili: Zhili
  let duty: Person
  let data: Person
  let event = ''

  before(
    async () => {
      zhili = await startZhili({ simulator: false, maps: false })
      ;[duty, data] = (await Promise.all(['jiangbei-duty', 'jiangbei-data'].map((one) => zhili.newPerson(one, desk)))) as [
        Person,
        Person,
      ]
    },
    { timeout: 120_000 },
  )
  after(() => zhili?.stop())

  const tells = async (vital: string, told: [back: number, value: number][]): Promise<void> => {
    const values = told.map(([back, value]) => ({ vital, area, period: hour(back), value, reason: '现场复测' }))
    const { body } = await data.post('/vitals/values', { values })
    assert.deepEqual((body as VitalValuesTaken).refused, [])
  }

  it('asks whoever answers for it once it is silent for a day, and no more when a value comes', step, async () => {
    const { page } = data
    await data.goto('/vitals?side=tasks')
    await page.getByRole('heading', { name: '交我补报（1）' }).waitFor()
    await page.getByText('江北区数字化城市运行和治理中心 数据管理员').waitFor()
    await storyShot(page, 'river-1-silent')
    assert.deepEqual(await axeFaults(data, '/vitals'), [])
    await page.getByRole('button', { name: '看 栋梁河断面溶解氧（示例）' }).click()
    await page.getByRole('heading', { name: '断报任务（1）' }).waitFor()
    await tells('section.oxygen', [
      [1, 6.8],
      [0, 6.7],
    ])
    await data.goto('/vitals?side=tasks')
    // others may be silent for a day by now, which is theirs to tell
    const none = page.getByText('没有断报满 24 小时的指标').or(page.getByRole('heading', { name: '交我补报（0）' }))
    await none.first().waitFor()
    assert.equal(await page.getByRole('button', { name: '看 栋梁河断面溶解氧（示例）' }).count(), 0)
  })

  it('has its upstream kept with it', step, async () => {
    const { page } = data
    await data.goto('/objects?kind=river-section&id=river-500105-01')
    await page.getByRole('button', { name: '改上游' }).click()
    // Nobody measured how long it takes from the second outfall.
    await page.getByLabel('多少分钟流到').nth(1).fill('')
    await page.getByRole('button', { name: '保存上游' }).scrollIntoViewIfNeeded()
    await storyShot(page, 'river-2-upstream')
    await page.getByRole('button', { name: '保存上游' }).click()
    await page.getByText('已登记 2 个上游').waitFor()
    await page.getByText('时间不明').waitFor()
  })

  it('opens one event when it is outside twice, and names what is amiss upstream', step, async () => {
    const made = {
      type: 'city.water-logging',
      title: '2 号污水排口冒浑水',
      object: 'outfall-500105-02',
      lon: 106.6143,
      lat: 29.6277,
    }
    const { signal } = (await duty.post('/signals', made)).body as { signal: string }
    await duty.post(`/signals/${signal}/open`, {})
    await tells('section.ammonia', [
      [1, 1.62],
      [0, 1.84],
    ])
    const { page } = duty
    await duty.goto('/events')
    const link = page.getByRole('link', { name: /栋梁河入江断面.*水质异常/ }).first()
    await link.waitFor()
    await link.click()
    await page.waitForURL('**/events/*')
    event = new URL(page.url()).pathname.split('/').at(-1)!
    await page.getByRole('heading', { name: '疑似原因' }).waitFor()
    await page.getByRole('link', { name: /2 号污水排口冒浑水/ }).waitFor()
    await page.getByText('上游没有异常记录').waitFor()
    await storyShot(page, 'river-3-event')
    assert.deepEqual(await axeFaults(duty, '/events'), [])
    const { rows } = await duty.get<{ rows: { type: string }[] }>('/events?view=open&limit=50')
    assert.equal(rows.filter(({ type }) => type === 'environment.water').length, 1)
  })

  it('says in the event when it is back', step, async () => {
    const { page } = duty
    await duty.goto(`/events/${event}`)
    await page.getByRole('heading', { name: '疑似原因' }).waitFor()
    await tells('section.ammonia', [[0, 0.71]])
    await page.getByText(/为 0.71 mg\/L，回到常态/).waitFor()
    await storyShot(page, 'river-4-back')
    assert.equal((await duty.get<EventDetail>(`/events/${event}`)).state, 'handling', 'people close it')
  })

  it('has a doubted value confirmed by who told it, with the reason', step, async () => {
    const { page } = data
    await tells('section.oxygen', [[0, 1.2]])
    await data.goto('/vitals?side=doubts')
    await page.getByRole('heading', { name: '存疑的数' }).waitFor()
    await page
      .getByRole('button', { name: /^核对无误：栋梁河断面溶解氧/ })
      .first()
      .click()
    await page.getByRole('textbox', { name: '核对的依据' }).fill('探头已现场比对')
    assert.deepEqual(await axeFaults(data, '/vitals doubts'), [])
    await page.getByRole('button', { name: '核对无误', exact: true }).click()
    await page.getByRole('heading', { name: '已核对无误（1）' }).waitFor()
    await page.getByText(/核对无误：探头已现场比对/).waitFor()
    assert.equal(await page.getByRole('button', { name: /^核对无误：栋梁河断面溶解氧/ }).count(), 0)
  })

  it('says how its unit reports, vital by vital, and what was known of it before', step, async () => {
    const { page } = data
    await data.goto('/vitals?side=doubts')
    await page.getByRole('radio', { name: '及时完整' }).click()
    await page.getByRole('heading', { name: '报数情况' }).waitFor()
    await page.getByText('合计').waitFor()
    await page
      .getByRole('button', { name: /看各项指标$/ })
      .first()
      .click()
    await page
      .getByText(/个区域 × \d+ 期/)
      .first()
      .waitFor()
    assert.deepEqual(await axeFaults(data, '/vitals reporting'), [])
    await data.goto('/vitals?vital=section.oxygen')
    await page.getByRole('radio', { name: '当时所知' }).click()
    const both = page.getByRole('region', { name: /：当时与现在$/ })
    await both.getByRole('row', { name: /^有数/ }).waitFor()
    assert.deepEqual(await axeFaults(data, '/vitals known'), [])
    await page.getByRole('radio', { name: '现在所知' }).click()
    await both.waitFor({ state: 'detached' })
    assert.deepEqual([zhili.outside(), zhili.faults()], [[], []])
  })
})
