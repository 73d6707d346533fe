import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { demoLibrary } from '../../contract/demo-haul.ts'
import type { EventDetail } from '../../contract/event.ts'
import type { WorkOrder } from '../../contract/work-order.ts'
import { drawPicture } from '../../simulator/model/picture.ts'
import { viid } from '../view-library.ts'
import { axeFaults } from './axe.ts'
import { storyShot } from './story-shots.ts'
import { type Person, startZhili, type Zhili } from './zhili.ts'

const step = { timeout: 40_000 }
const desk = { viewport: { width: 1280, height: 800 } }
/** It carries from a site in 江北 and is seen in 九龙坡. */
const plate = '渝X00001'
const china = (back: number): string =>
  new Date(Date.now() + 8 * 3_600_000 - back * 1_000).toISOString().replace(/\D/g, '').slice(0, 14)

/** A district that leads asks another one, which refuses; the city rules. The clocks of the case are the same before and after. */
describe('九龙坡 asks 江北 to lead', { timeout: 240_000 }, () => {
  let zhili: Zhili
  let asker: Person
  let asked: Person
  let city: Person
  let event = ''
  let limits: Pick<WorkOrder, 'arriveBy' | 'finishBy'>

  before(
    async () => {
      zhili = await startZhili({ simulator: false, maps: false })
      ;[asker, asked, city] = (await Promise.all(
        ['jiulongpo-duty', 'jiangbei-duty', 'city-duty'].map((account) => zhili.newPerson(account, desk)),
      )) as [Person, Person, Person]
      const library = viid(Number(/1400[^\d]*(\d+)/.exec(zhili.server.said())![1]), demoLibrary.number)
      assert.equal((await library.register(demoLibrary.code)).status, 200)
      const [camera] = demoLibrary.cameras
      const { id, name, model, lon, lat } = camera
      await library.statuses('APEs', {
        APEListObject: {
          APEObject: [{ ApeID: id, Name: name, Model: model, Longitude: String(lon), Latitude: String(lat), IsOnline: '1' }],
        },
      })
      const seen = { MotorVehicleID: 'story-lead', DeviceID: id, PlateNo: plate, Name: '渣土车未密闭', Confidence: 0.9 }
      const SubImageList = {
        SubImageInfoObject: [{ ImageID: 'i', Data: drawPicture('seen-lead', 'truck').toString('base64') }],
      }
      await library.statuses('MotorVehicles', {
        MotorVehicleListObject: { MotorVehicleObject: [{ ...seen, PassTime: china(40), SubImageList }] },
      })
    },
    { timeout: 120_000 },
  )
  after(() => zhili?.stop())

  const leadOf = async (person: Person): Promise<WorkOrder> => {
    const { workOrders } = await person.get<EventDetail>(`/events/${event}`)
    return workOrders.find(({ role, state }) => role === 'lead' && (state === 'asked' || state === 'accepted'))!
  }

  it('opens where it was seen; who leads asks the district it came from', step, async () => {
    const { page } = asker
    await asker.goto('/vetting')
    await page.getByText(plate).first().waitFor()
    // The keys answer for what stands open beside the list, not before it is there.
    await page.getByText('准运证与联单').or(page.getByText('24 小时内没有联单')).first().waitFor()
    await page.keyboard.press('1')
    // Left in the moment of the press: the answer arrives all the same.
    await asker.goto('/events')
    await page
      .getByRole('link', { name: new RegExp(plate) })
      .first()
      .click()
    await page.waitForURL('**/events/*')
    event = new URL(page.url()).pathname.split('/').at(-1)!
    await page.getByText('涉及 江北区').waitFor()
    const { arriveBy, finishBy } = await leadOf(asker)
    limits = { arriveBy, finishBy }
    await page.getByRole('button', { name: '请求移交…' }).click()
    await page.getByRole('radio', { name: '江北区' }).check({ force: true })
    await page.getByLabel('理由').fill('车从寸滩地块工地装出，源头在江北')
    await page.getByLabel('证据情况').fill('抓拍、准运证已固定，工地尚未到场查证')
    await storyShot(page, 'lead-1-ask')
    await page.getByRole('button', { name: '请求移交', exact: true }).click()
    await page.getByText('待答复').waitFor()
    // A toast over the page is not what is looked at.
    await asker.goto(`/events/${event}`)
    await page.getByText('待答复').waitFor()
    assert.deepEqual(await axeFaults(asker, '/events'), [])
  })

  it('is asked there without seeing the case, and refuses with a reason', step, async () => {
    const { page } = asked
    await asked.goto('/concerns')
    await page.getByText('九龙坡区请求江北区接手主责').waitFor()
    await storyShot(page, 'lead-2-asked')
    assert.deepEqual(await axeFaults(asked, '/concerns'), [])
    await page.getByRole('button', { name: '不同意…' }).click()
    await page.getByLabel('理由').fill('车辆在九龙坡未密闭，本区工地出场时是盖好的')
    await page.getByRole('button', { name: '不同意', exact: true }).click()
    await page.getByText('待市级裁定').waitFor()
  })

  it('comes before the city, which rules; the clocks of the case are those it had', step, async () => {
    const { page } = city
    await city.goto(`/concerns/${event}`)
    await page.getByRole('button', { name: '市级裁定…' }).click()
    await page.getByRole('radio', { name: '江北区' }).check({ force: true })
    await page.getByLabel('理由').fill('源头在江北，由源头所在区主责，九龙坡协办')
    await storyShot(page, 'lead-3-ruling')
    await page.getByRole('button', { name: '市级裁定', exact: true }).click()
    await page.getByText('已裁定移交').waitFor()
    const { unitName, arriveBy, finishBy } = await leadOf(city)
    assert.match(unitName, /江北/)
    assert.deepEqual({ arriveBy, finishBy }, limits)
    await asked.goto(`/events/${event}`)
    await asked.page.getByText('主责 江北区').waitFor()
    await storyShot(asked.page, 'lead-4-passed')
  })
})
