import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { CaseFile } from '../../contract/case-file.ts'
import { demoLibrary } from '../../contract/demo-haul.ts'
import type { EventDetail } from '../../contract/event.ts'
import type { WorkOrder } from '../../contract/work-order.ts'
import { plainFace, writeCsv } from '../../protocols/sheet/csv.ts'
import { drawPicture } from '../../simulator/model/picture.ts'
import { viid } from '../view-library.ts'
import { axeFaults } from './axe.ts'
import { storyShot } from './story-shots.ts'
import { type Person, startZhili, type Zhili } from './zhili.ts'

const step = { timeout: 75_000 }
const desk = { width: 1280, height: 800 }
const plate = '渝X00010'
const china = (back: number): string =>
  new Date(Date.now() + 8 * 3_600_000 - back * 1_000).toISOString().replace(/\D/g, '').slice(0, 14)

/** One uncovered truck, from two cameras to the district's board, told on the screens of those who work on it. */
describe('a spoil truck drives uncovered', { timeout: 300_000 }, () => {
  let zhili: Zhili
  let duty: Person
  let event = ''

  before(
    async () => {
      zhili = await startZhili({ simulator: false, maps: false })
      duty = await zhili.newPerson('jiulongpo-duty', { viewport: desk })
      const library = viid(Number(/1400[^\d]*(\d+)/.exec(zhili.server.said())![1]), demoLibrary.number)
      assert.equal((await library.register(demoLibrary.code)).status, 200)
      const APEObject = demoLibrary.cameras.map(({ id, name, model, lon, lat }) => ({
        ...{ ApeID: id, Name: name, Model: model, Longitude: String(lon), Latitude: String(lat), IsOnline: '1' },
      }))
      await library.statuses('APEs', { APEListObject: { APEObject } })
      const MotorVehicleObject = demoLibrary.cameras.slice(0, 2).map(({ id }, n) => ({
        ...{ MotorVehicleID: `story-${n}`, DeviceID: id, PlateNo: plate, Name: '渣土车未密闭', Confidence: 0.9 },
        ...{
          PassTime: china(40 - 30 * n),
          SubImageList: { SubImageInfoObject: [{ ImageID: 'i', Data: drawPicture(`seen-${n}`, 'truck').toString('base64') }] },
        },
      }))
      await library.statuses('MotorVehicles', { MotorVehicleListObject: { MotorVehicleObject } })
    },
    { timeout: 120_000 },
  )
  after(() => zhili?.stop())

  it('comes before the duty officer with its picture and papers, and one key opens the case', step, async () => {
    const { page } = duty
    await duty.goto('/vetting')
    await page.getByText(plate).first().waitFor()
    await page.getByText('准运证与联单').or(page.getByText('24 小时内没有联单')).first().waitFor()
    await storyShot(page, 'truck-1-vetting')
    await page.keyboard.press('1')
    // It takes effect once it cannot be taken back any more; the list follows by itself.
    await duty.goto('/events')
    await page
      .getByRole('link', { name: new RegExp(plate) })
      .first()
      .click()
    await page.waitForURL('**/events/*')
    event = new URL(page.url()).pathname.split('/').at(-1)!
  })

  it('is with two departments and the town at once, and each brings its part', step, async () => {
    const { page } = duty
    await duty.goto(`/events/${event}`)
    await page.getByRole('link', { name: '案卷' }).waitFor()
    const picture = page.getByRole('img', { name: `渣土车未密闭 ${plate}` })
    await picture.first().waitFor()
    assert.equal(await picture.count(), 2, 'what each camera took')
    await picture.first().scrollIntoViewIfNeeded()
    const width = await picture.first().evaluate(async (image: HTMLImageElement) => {
      await image.decode()
      return image.naturalWidth
    })
    assert.ok(width > 0, 'the picture itself, not its frame')
    await page.getByText('现场 0，抓拍 2').waitFor()
    await storyShot(page, 'truck-2-event')
    const { workOrders } = await duty.get<EventDetail>(`/events/${event}`)
    assert.ok(workOrders.length >= 3, `${workOrders.length} orders`)
    for (const order of workOrders) await work(order)
    const done = await duty.get<EventDetail>(`/events/${event}`)
    assert.ok(
      done.workOrders.every(({ state }) => state === 'submitted' || state === 'passed'),
      done.workOrders.map(({ unit, state }) => `${unit} ${state}`).join(),
    )
    await duty.goto(`/events/${event}`)
    await page.getByText('已签收 4/4').waitFor()
    await page.setViewportSize({ width: 1280, height: 680 })
    await storyShot(page, 'truck-3-done')
    await page.setViewportSize(desk)
  })

  /** Whoever of the unit was called does its part: the lead its checklist, those beside it accept, arrive and report. */
  async function work({ id: order, unit, role }: WorkOrder): Promise<void> {
    const account = unit.replace(/^unit-/, '')
    const person = await oneOf([`${account}-a`, `${account}-duty`, account])
    const act = async (verb: string, body: object) => {
      const answer = await person.post(`/work-orders/${order}/${verb}`, body)
      assert.equal(answer.status, 200, `${unit} ${verb}: ${JSON.stringify(answer.body)}`)
    }
    await act('accept', {})
    await act('arrive', { lon: 106.49, lat: 29.51, accuracyM: 8 })
    if (role === 'lead') {
      await act('progress', { item: 'found', note: '自卸车未盖篷布，装载砂石土，由杨家坪方向驶来' })
      await act('progress', { item: 'scene', file: await photoOf(person) })
      await act('progress', { item: 'permit' })
      await act('progress', { item: 'decision', note: '责令盖篷布后放行，移交城管立案' })
    }
    const result = role === 'lead' ? '现场责令盖篷布，核对准运证有效，按规定移交立案' : '已到现场配合，车辆停靠路边，交城管处理'
    await act('submit', { result, confirmed: true })
    await person.context.close()
  }

  async function photoOf(person: Person): Promise<string> {
    const bytes = drawPicture('at-the-scene', 'truck')
    const { id } = (await person.post('/files', { size: bytes.length })).body as { id: string }
    const sent = await person.context.request.put(`${zhili.url}/api/v1/files/${id}?offset=0`, {
      data: bytes,
      headers: { 'content-type': 'application/octet-stream' },
    })
    assert.equal(sent.status(), 200)
    return id
  }

  async function oneOf(accounts: string[]): Promise<Person> {
    for (const account of accounts) {
      const person = await zhili.newPerson(account).catch(() => null)
      if (person) return person
    }
    throw new Error(`nobody of ${accounts.join()}`)
  }

  it('has a case file with every picture, order and hash, which is taken out and on record', step, async () => {
    const { page } = duty
    await duty.goto(`/case-file/${event}`)
    await page.getByText('各部门工单').first().waitFor()
    const file = await duty.get<CaseFile>(`/events/${event}/case-file`)
    const kinds = file.parts.map(({ kind }) => kind)
    for (const kind of ['sighting', 'photo', 'order', 'timeline'] as const) assert.ok(kinds.includes(kind), kind)
    await page.getByText(file.manifest).first().waitFor()
    await storyShot(page, 'truck-4-case-file')
    assert.deepEqual(await axeFaults(duty, '/case-file'), [])
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: '导出（ZIP）' }).click()
    assert.match((await download).suggestedFilename(), /^case-.*\.zip$/)
    await page.getByText(file.manifest).nth(1).waitFor()
  })

  it('counts for its firm, and stands beside what the district says was before', step, async () => {
    const { page } = duty
    await duty.goto('/vetting?view=effect')
    // What the demo begins with: before one in five and weeks, since then nine in ten and hours, the others parked.
    const row = page.getByRole('row', { name: /^九龙坡区/ })
    await row.getByText('128/640').waitFor()
    await row.getByText(/^4[56]\/5[01]/).waitFor()
    await row.getByText('504 小时（21 天）').waitFor()
    await storyShot(page, 'truck-6-board')
    await row.getByRole('button', { name: '重填基线' }).click()
    await page.getByLabel('期间自').fill('2022-01-01')
    await page.getByLabel('期间至').fill('2022-12-31')
    await page.getByLabel('发现数').fill('1000')
    await page.getByLabel('办理数').fill('200')
    await page.getByLabel('用时中位数（小时）').fill('336')
    await page.getByLabel(/出处/).fill('2022 年渣土车专项台账（演示）')
    await storyShot(page, 'truck-5-baseline')
    await page.getByRole('button', { name: '保存基线' }).click()
    await page.getByText('200/1,000').waitFor()
    await page.getByText('20 %').first().waitFor()
    await duty.goto('/vetting?view=effect')
    await page.getByText('200/1,000').waitFor()
    assert.deepEqual(await axeFaults(duty, '/vetting?view=effect'), [])
  })

  it('has tickets no gate told, from a sheet that comes back with its fault first', async () => {
    const { page } = duty
    const codeOf = async (kind: string) =>
      (await duty.get<{ rows: { code: string }[] }>(`/objects?kind=${kind}&limit=1`)).rows[0]!.code
    const [site, tip] = [await codeOf('spoil-site'), await codeOf('disposal-site')]
    const day = new Date(Date.now() + 8 * 3_600_000 - 86_400_000).toISOString().slice(0, 10)
    const row = (n: number, from: string) => [`BL-00${n}`, from, tip, plate, '15', `${day} 21:3${n}`, `${day} 22:1${n}`]
    const sheet = (rows: string[][]) => ({
      ...{ name: '补录联单.csv', mimeType: 'text/csv' },
      buffer: Buffer.from(
        writeCsv({
          rows: [['联单号', '工地编号', '消纳场编号', '号牌', '装载量', '开出时间', '闭合时间'], ...rows],
          face: plainFace,
        }),
      ),
    })
    await duty.goto('/vetting?view=tickets')
    await page.getByRole('button', { name: /^LS-/ }).first().waitFor()
    await page.getByRole('button', { name: '导入表格' }).click()
    await page.locator('input[type=file]').setInputFiles(sheet([row(1, site), row(2, 'GD-没有')]))
    await page.getByText('第 3 行').waitFor()
    await page.getByRole('button', { name: '下载错误表' }).waitFor()
    await storyShot(page, 'truck-7-sheet')
    assert.deepEqual(await axeFaults(duty, '/vetting?view=tickets'), [])
    await page.evaluate(() => {
      document.documentElement.dataset.theme = 'light'
    })
    await page.locator('input[type=file]').setInputFiles(sheet([row(1, site), row(2, site)]))
    await page.getByText('共 2 行').waitFor()
    await page.getByRole('button', { name: '导入', exact: true }).click()
    await page.getByText(/已导入：开出 0，闭合 2/).waitFor()
    await page.getByRole('button', { name: 'BL-001' }).click()
    await page.getByText('在途期间车载终端没有上报位置').waitFor()
    await storyShot(page, 'truck-8-tickets')
    assert.deepEqual(zhili.outside(), [])
    assert.deepEqual(zhili.faults(), [])
  })
})
