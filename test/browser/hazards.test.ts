import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import pg from 'pg'
import type { HazardRow } from '../../contract/hazard.ts'
import type { RiskList } from '../../contract/object-risk.ts'
import { axeFaults } from './axe.ts'
import { madePhoto } from './photo.ts'
import { storyShot } from './story-shots.ts'
import { type Person, startZhili, type Zhili } from './zhili.ts'

const hazardType = 'high-rise-fire.hazard'

/** A hazard an officer registers: its letter with a day, mended, looked at by a second party; and one whose day goes by. */
describe('a hazard at a high-rise', { timeout: 300_000 }, () => {
  let zhili: Zhili
  let hub: Person
  let tower = { id: '', name: '', lon: 0, lat: 0 }

  before(
    async () => {
      zhili = await startZhili({ simulator: false, maps: false })
      hub = await zhili.newPerson('cuntan-duty')
      const { rows } = await hub.get<{ rows: (typeof tower)[] }>('/objects?kind=building&limit=1')
      tower = rows[0]!
    },
    { timeout: 120_000 },
  )
  after(() => zhili?.stop())

  it('is registered where it was found and dispatched at once', async () => {
    const { page } = hub
    await hub.goto(`/objects?kind=building&id=${tower.id}`)
    const pane = page.getByRole('complementary', { name: tower.name })
    await pane.getByRole('button', { name: '登记隐患' }).click()
    await pane.getByRole('textbox', { name: /^隐患/ }).fill('三层防火门锁闭')
    await storyShot(page, 'hazards-1-register')
    assert.deepEqual(await axeFaults(hub, '/objects#hazard'), [])
    await pane.getByRole('button', { name: '登记隐患' }).last().click()
    await page.getByText(/已登记并派单/).waitFor()
  })

  it('stands in the ledger, and its owner gets a letter with a day', async () => {
    const { page } = hub
    await hub.goto('/hazards')
    await page.getByRole('row').filter({ hasText: '三层防火门锁闭' }).first().click()
    await page.getByRole('button', { name: '发整改通知书' }).click()
    await page.getByRole('textbox', { name: '整改要求' }).fill('立即打开三层防火门，恢复常闭')
    const recipient = page.getByRole('textbox', { name: '收件人' })
    await recipient.fill('寸滩物业服务有限公司')
    await page.getByRole('textbox', { name: /^整改期限/ }).fill('3')
    await page.getByRole('button', { name: '发出' }).click()
    await page.getByText('通知书已发出，请送达').waitFor()
    await page.getByRole('button', { name: '送达', exact: true }).click()
    await page.getByRole('button', { name: '送达', exact: true }).last().click()
    await page.getByText('已送达').first().waitFor()
    await storyShot(page, 'hazards-2-letter')
    // read anew: what the screen before announced is still being said
    await page.reload()
    await page.getByText('已送达').first().waitFor()
    assert.deepEqual(await axeFaults(hub, '/hazards'), [])
  })

  it('is mended, found so when looked at again, and closed by a second party', async () => {
    const { rows } = await hub.get<{ rows: HazardRow[] }>(`/hazards?object=${tower.id}`)
    const event = rows.find(({ title }) => title.includes('三层防火门锁闭'))!.event
    const { workOrders } = await hub.get<{ workOrders: { id: string; role: string }[] }>(`/events/${event}`)
    const lead = workOrders.find(({ role }) => role === 'lead')!.id
    const act = async (verb: string, body: object): Promise<void> => {
      const done = await hub.post(`/work-orders/${lead}/${verb}`, body)
      assert.equal(done.status, 200, `${verb}: ${JSON.stringify(done.body)}`)
    }
    await act('accept', {})
    await act('arrive', { lon: tower.lon, lat: tower.lat, accuracyM: 8 })
    await act('progress', { item: 'found', note: '三层防火门被链锁锁闭' })
    await act('progress', { item: 'mended', file: await uploaded(zhili.url, hub) })
    const { page } = hub
    await hub.goto('/hazards')
    await page.getByRole('row').filter({ hasText: '三层防火门锁闭' }).first().click()
    await page.getByRole('button', { name: '复查', exact: true }).click()
    await page.getByRole('button', { name: /^(?!复查 （).*复查结果/ }).click()
    await page.getByRole('option', { name: '已整改' }).click()
    await page.getByRole('textbox', { name: '说明' }).fill('防火门已打开，链锁拆除')
    await page.getByRole('button', { name: '复查', exact: true }).last().click()
    await page.getByText(/已整改 防火门已打开/).waitFor()
    await storyShot(page, 'hazards-3-looked-again')
    await act('submit', { result: '防火门恢复常闭，已告知物业每日巡查' })
    const checker = await zhili.newPerson('jiangbei-check')
    await checker.goto('/check')
    await checker.page.getByRole('option', { name: /三层防火门锁闭/ }).click()
    await checker.page.getByText('防火门恢复常闭，已告知物业每日巡查').first().waitFor()
    await checker.page.getByRole('button', { name: /^通过结案$/ }).click()
    await checker.page.getByText(/^已通过结案/).waitFor()
    await hub.goto('/hazards?view=closed')
    await page.getByRole('row').filter({ hasText: '三层防火门锁闭' }).first().waitFor()
    await storyShot(page, 'hazards-4-closed')
  })

  it('whose day went by is listed as overdue', async () => {
    const second = await hub.post('/hazards', { object: tower.id, type: hazardType, what: '消防车通道停车', grade: 'ordinary' })
    const { event } = second.body as { event: string }
    const letter = await hub.post(`/events/${event}/letters`, {
      demand: '立即清空消防车通道',
      days: 1,
      recipient: '寸滩物业服务有限公司',
    })
    assert.equal(letter.status, 200, JSON.stringify(letter.body))
    // A server of this kind has no clock to be moved: its day is moved instead.
    const db = new pg.Client({ connectionString: zhili.server.databaseUrl })
    await db.connect()
    await db.query(
      `update letters set due_at = now() - interval '1 hour', issued_at = now() - interval '2 days' where event = $1`,
      [event],
    )
    await db.end()
    const { page } = hub
    await hub.goto('/hazards?view=overdue')
    await page.getByRole('row').filter({ hasText: '消防车通道停车' }).getByText('逾期').waitFor()
    await storyShot(page, 'hazards-5-overdue')
    assert.deepEqual(await axeFaults(hub, '/hazards?view=overdue'), [])
  })

  it('has its owner’s letters in the ledger of the kind, where a pack declares one', async () => {
    const { page } = hub
    await hub.goto('/hazards?part=objects')
    await page.getByText('逾期未清掏').waitFor()
    await page.getByRole('button', { name: '无主', exact: true }).click()
    await page.getByRole('grid').getByText('没有记录').first().waitFor()
    await storyShot(page, 'hazards-6-ledger')
    assert.deepEqual(await axeFaults(hub, '/hazards?part=objects'), [])
  })

  it('is not taken for another: a link to the register of risks shows the object it names, also outside the list', async () => {
    const [linked, first] = [await ofLevel(hub, 'blue'), await ofLevel(hub, 'yellow')]
    assert.ok(linked && first)
    const { page } = hub
    await hub.goto(`/risk?kind=building&level=yellow&object=${linked.id}`)
    await page.getByRole('grid').getByText(first.name, { exact: true }).first().waitFor()
    const pane = page.getByRole('complementary', { name: linked.name, exact: true })
    await pane.getByText(linked.code, { exact: true }).waitFor()
    await pane.getByRole('heading', { name: '怎样恢复' }).waitFor()
    assert.deepEqual(await axeFaults(hub, '/risk?object'), [])
    await hub.goto('/risk?object=nobody')
    await page.getByRole('grid').waitFor()
    await page.getByRole('alert').first().waitFor()
    assert.equal(await page.getByRole('complementary').getByRole('heading', { name: '怎样恢复' }).count(), 0)
    assert.deepEqual(zhili.outside(), [])
  })
})

/** A building of a level, as the register of risks lists them. */
const ofLevel = async (hub: Person, level: string): Promise<{ id: string; name: string; code: string } | undefined> =>
  (await hub.get<RiskList>(`/risks/objects?kind=building&level=${level}&limit=1`)).rows[0]

/** A photo sent as a phone sends it; its id. */
async function uploaded(url: string, { context }: Person): Promise<string> {
  const { buffer } = madePhoto()
  const begun = await context.request.post(`${url}/api/v1/files`, { data: { size: buffer.length } })
  const { id } = (await begun.json()) as { id: string }
  const headers = { 'content-type': 'application/octet-stream' }
  const done = await context.request.put(`${url}/api/v1/files/${id}?offset=0`, { data: buffer, headers })
  assert.equal(done.status(), 200, await done.text())
  return id
}
