import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { newPhoto } from '../scenario/septic.ts'
import { axeFaults } from './axe.ts'
import { atFirstTank } from './tank.ts'
import { type Person, startVisitors, startZhili, type Visitors, type Zhili } from './zhili.ts'

/** `drawn`: a map of MapLibre, which needs a browser with WebGL; drawn by the processor, every other page would pay for that. */
type Place = { path: string; ready: (person: Person) => Promise<unknown>; drawn?: boolean }

const button = (name: RegExp) => (person: Person) => person.page.getByRole('button', { name }).first().waitFor()
const heading = (name: string) => (person: Person) => person.page.getByRole('heading', { name }).first().waitFor()
const table = (person: Person) => person.page.getByRole('table').first().waitFor()
const grid = (person: Person) => person.page.getByRole('grid').waitFor()
const dialog = (person: Person) => person.page.getByRole('dialog').waitFor()

/** Opens a form or a dialog of the inbox by its key. */
const byKey = (key: string, ready: Place['ready']) => async (person: Person) => {
  await button(/立案派遣/)(person)
  await person.page.keyboard.press(key)
  await ready(person)
}

/** The call to the lead of an event, at the question what for. */
async function calling({ page }: Person): Promise<void> {
  await page
    .getByRole('button', { name: /^呼叫 / })
    .first()
    .click()
  await page.getByRole('button', { name: '了解处置进展' }).waitFor()
}

/** The form that fills a gap of the roster. */
async function arranging({ page }: Person): Promise<void> {
  await page.getByRole('button', { name: '排班', exact: true }).click()
  await page.getByRole('heading', { name: '排班', exact: true }).waitFor()
}

/** Lending the own post, from the account menu. */
async function lending(person: Person): Promise<void> {
  await person.page.getByRole('button', { name: /换岗、显示、退出/ }).click()
  await person.page.getByRole('menuitem', { name: '委托本岗位…' }).click()
  await dialog(person)
}

/** The form of a new silence. */
async function newMute(person: Person): Promise<void> {
  await person.page.getByRole('button', { name: '设静默' }).click()
  await dialog(person)
}

/** Its range being drawn. */
async function drawing(person: Person): Promise<void> {
  await newMute(person)
  await person.page.getByText('框选范围', { exact: true }).click()
  await person.page.getByRole('application').waitFor()
}

/** A check-up, made now. */
async function checkedUp(person: Person): Promise<void> {
  await button(/现在体检/)(person)
  await person.page.getByRole('button', { name: '现在体检' }).click()
  await heading('出常态的指标')(person)
}

/** Everything a duty officer sees, the parts that open over a screen among them. */
const duty: Place[] = [
  { path: '/inbox', ready: button(/立案派遣/) },
  { path: '/inbox', ready: byKey('3', heading('不予立案')) },
  { path: '/inbox', ready: byKey('c', dialog) },
  { path: '/inbox', ready: byKey('Control+k', dialog) },
  { path: '/inbox', ready: byKey('?', dialog) },
  { path: '/events/$event', ready: heading('时间线') },
  { path: '/events/$event', ready: calling },
  { path: '/events', ready: grid },
  { path: '/events?view=closed', ready: grid },
  { path: '/events?view=checking', ready: heading('这里没有事件') },
  { path: '/map', drawn: true, ready: (p) => p.page.getByRole('option').first().waitFor() },
  { path: '/objects?kind=septic-tank', ready: grid },
  { path: '/dispatch', ready: heading('待签收') },
  { path: '/check', ready: heading('全部核查完毕') },
  { path: '/duty', ready: grid },
  { path: '/duty', ready: arranging },
  { path: '/duty', ready: lending },
  { path: '/warnings', ready: heading('防御指引') },
  { path: '/risk', ready: heading('等级变化') },
  { path: '/risk?view=areas', ready: grid },
  { path: `/look-up?q=${encodeURIComponent('化粪池')}`, ready: heading('对象') },
  { path: '/vitals', ready: heading('从哪来') },
  { path: '/check-up', ready: checkedUp },
  { path: '/vitals?side=new', ready: heading('登记体征指标') },
  { path: '/vitals?side=sheet', ready: heading('指标目录导入导出') },
  { path: '/targets', ready: grid },
  { path: '/targets?plan=finance-plan&view=indicators', ready: grid },
  { path: '/targets?plan=economic-signs&view=items', ready: heading('这份方案没有事项，只有指标') },
  { path: '/targets/finance-plan/review', ready: heading('评审单') },
  { path: '/items?id=JB-CG-006', ready: heading('变更记录') },
  { path: '/items?q=zzzz', ready: heading('没有这样的事项') },
  { path: '/items?part=apps', ready: grid },
  { path: '/quality', ready: heading('这里没有模拟城市，无从对照') },
  { path: '/plans', ready: table },
  { path: '/hazards?part=inspections', ready: heading('没有逾期未检的对象') },
  { path: '/hazards?part=sheet', ready: table },
  { path: '/why?event=$event', ready: heading('叫了谁') },
  { path: '/evaluate?view=balance', ready: button(/再核对一次/) },
  { path: '/evaluate?view=kpi', ready: table },
  { path: '/evaluate', ready: table },
  { path: '/feeds', ready: grid },
  { path: '/feeds?tab=quiet', ready: heading('没有静默') },
  { path: '/feeds?tab=quiet', ready: newMute },
  { path: '/feeds?tab=quiet', ready: drawing },
  { path: '/feeds?tab=connect', ready: heading('MQTT 读数') },
  { path: '/feeds?tab=quarantine', ready: heading('没有被拒收的数据') },
  { path: '/feeds?tab=lanes', ready: heading('没有丢弃过数据') },
  { path: '/feeds?tab=gateways', ready: heading('还没有收到报文') },
  { path: '/feeds?tab=mapped', ready: heading('还没有文件与取数') },
  { path: '/feeds?tab=targets', ready: heading('还没有收到位置') },
  { path: '/feeds?tab=cameras', ready: heading('标签表') },
  { path: '/feeds?tab=hotline', ready: heading('还没有接入热线') },
  { path: '/feeds?tab=stuck', ready: heading('没有卡住的处理') },
  { path: '/dispatch?show=handovers', ready: (p) => p.page.getByText('没有待交接的工单').waitFor() },
]
/** The first rule of a new draft, in one of the ways to write it. */
const writing = (face: string) => async (person: Person) => {
  await button(/起草新版/)(person)
  await person.page.getByRole('button', { name: '起草新版' }).click()
  await person.page.getByRole('button', { name: '改 甲烷超标' }).click()
  await person.page.getByText(face, { exact: true }).first().click()
}
const unread = async (person: Person) => {
  await writing('规则句')(person)
  await person.page.getByRole('textbox', { name: '规则句' }).fill('甲烷 ')
  await person.page.getByText(/第 1 行第/).waitFor()
}
const planning = async (person: Person) => {
  await button(/试算第 0 版/)(person)
  await person.page.getByText('另一份预案').click()
  await heading('牵头：依次叫谁')(person)
}
const rules: Place[] = [
  { path: '/packs', ready: heading('化粪池危险源监管') },
  { path: '/packs?pack=septic-gas&tab=settings', ready: button(/提请停用/) },
  { path: '/rules?pack=septic-gas', ready: heading('第 0 版') },
  { path: '/rules?pack=septic-gas&tab=week', ready: table },
  { path: '/rules?pack=septic-gas&tab=trial', ready: button(/试算第 0 版/) },
  { path: '/rules?pack=septic-gas&tab=trial', ready: planning },
  { path: '/rules?pack=septic-gas', ready: unread },
  { path: '/rules?pack=septic-gas', ready: writing('分项') },
  { path: '/rules?pack=septic-gas', ready: writing('JSON') },
]
/** An object beside the ledger, its form, and the panel of sheets. */
const inObject = (verb: string, ready: Place['ready']) => async (person: Person) => {
  await grid(person)
  await person.page.getByRole('button', { name: verb, exact: true }).click()
  await ready(person)
}
const object = '/objects?kind=septic-tank&id=tank-500105-0001'
const register: Place[] = [
  { path: object, ready: heading('登记内容') },
  { path: object, ready: inObject('变更', heading('变更 塔山公园公厕 1 号池')) },
  { path: object, ready: inObject('登记责任', heading('登记责任')) },
  { path: '/objects?kind=septic-tank', ready: inObject('登记', heading('登记化粪池')) },
  { path: '/objects?kind=septic-tank', ready: inObject('表格', heading('化粪池台账表格')) },
  { path: '/objects?view=ended', ready: heading('没有注销的对象') },
  { path: '/items', ready: inObject('导入导出', heading('业务事项导入导出')) },
]
const door: Place[] = [{ path: '/sign-in', ready: button(/罗一帆/) }]
/** What a new city is asked for first: its own catalogue, from a file. */
const importing = async (person: Person) => {
  const csv = '小类代码,小类名称,立案条件,处置时限\n0199,占道洗车,占道,2紧急工作时\n0198,绿化弃料,种植季节,种植季节工作日\n'
  await person.post('/admin/catalogue', { name: '事件.csv', data: Buffer.from(csv).toString('base64') })
  await person.page.reload()
  await table(person)
  await person.page.getByRole('button', { name: '核定时限' }).click()
  await heading('核定 E0198-1 绿化弃料 的时限')(person)
}
const registering = async (person: Person) => {
  await button(/^登记号码$/)(person)
  await person.page.getByRole('button', { name: '登记号码', exact: true }).click()
  await heading('登记号码')(person)
}
/** From the form into the list, with the number as it is written on the terminal. */
const registered = async (person: Person) => {
  await registering(person)
  const form = person.page.getByRole('region', { name: '登记号码' })
  await form.getByRole('textbox', { name: /^号码/ }).fill('013011112222')
  // On a busy machine one press of a whole run was lost here, nobody knows by what: it is pressed again, as whoever sits there would.
  const other = form.getByRole('button', { name: '换一个' })
  for (let presses = 0; presses < 3 && !(await other.isVisible()); presses++) {
    await form.getByRole('option').first().click()
    await other.waitFor({ timeout: 5_000 }).catch(() => undefined)
  }
  await form.getByRole('button', { name: '登记号码' }).click()
  const row = person.page.getByRole('cell', { name: '13011112222', exact: true })
  await row.waitFor()
  // The library says for some seconds that a button was busy, in words that are gone by then.
  await person.page.reload()
  await row.waitFor()
}
const bringing = async (person: Person) => {
  await button(/^导入表格$/)(person)
  await person.page.getByRole('button', { name: '导入表格' }).click()
  await heading('导入表格')(person)
}
const admin: Place[] = [
  { path: '/feeds?tab=gateways', ready: registering },
  { path: '/feeds?tab=gateways', ready: registered },
  { path: '/feeds?tab=gateways', ready: bringing },
  ...['units', 'people', 'appointments', 'sent', 'calendar'].map((tab) => ({
    path: `/admin?tab=${tab}`,
    ready: tab === 'sent' ? (p: Person) => p.page.getByText(/发给人和系统/).waitFor() : table,
  })),
  { path: '/admin?tab=directory', ready: (p) => p.page.getByText(/还没有接通讯录/).waitFor() },
  { path: '/admin?tab=catalogue', ready: importing },
]
const keys: Place[] = [{ path: '/admin?tab=keys', ready: table }]
const audit: Place[] = [{ path: '/admin?tab=audit', ready: table }]

describe('every screen of the console', { timeout: 600_000 }, () => {
  let zhili: Zhili
  let drawing: Visitors | undefined
  let event = ''
  before(
    async () => {
      zhili = await startZhili({ simulator: false, maps: false })
      await warn(zhili.url)
      event = await tellTwice(await zhili.newPerson('jiangbei-duty'))
    },
    { timeout: 120_000 },
  )
  after(async () => {
    await drawing?.stop()
    await zhili?.stop()
  })

  const rounds: [string | null, Place[]][] = [
    [null, door],
    ['jiangbei-duty', duty],
    ['jiangbei-data', register],
    ['city-duty', rules],
    ['admin', admin],
    ['security', keys],
    ['audit', audit],
  ]
  for (const [who, places] of rounds)
    describe(`for ${who ?? 'nobody signed in'}`, () => {
      let person: Person
      before(async () => {
        person = await zhili.newPerson(who)
      })
      after(() => person?.context.close())
      places.forEach(({ path, ready, drawn }, i) => {
        it(`${i + 1}. ${path} has no fault that axe finds, light and dark`, { timeout: 90_000 }, async () => {
          if (drawn) drawing ??= await startVisitors(zhili.url)
          const looking = drawn ? await drawing!.newPerson(who) : person
          await looking.goto(path.replace('$event', event))
          await ready(looking)
          assert.deepEqual(await axeFaults(looking, path), [])
          // A map that stays open is drawn on, by the processor, beside all that follows.
          if (drawn) await looking.context.close()
        })
      })
    })

  it('a call shows the number only for a purpose, once, ready to be pressed', { timeout: 90_000 }, async () => {
    const seat = await zhili.newPerson('jiangbei-duty')
    await seat.goto(`/events/${event}`)
    await calling(seat)
    const numbers = seat.page.locator('a[href^="tel:"]')
    assert.equal(await numbers.count(), 0)
    await seat.page.getByRole('button', { name: '了解处置进展' }).click()
    await numbers.waitFor()
    assert.match(await numbers.innerText(), /^周敏 130\d{8}$/)
    assert.equal(await seat.page.getByRole('button', { name: /^呼叫 / }).count(), 0)
    await seat.context.close()
  })

  it('the check asks why over the very same photo before and after', { timeout: 120_000 }, async () => {
    await finishWithOnePhoto(await zhili.newPerson('cuntan-post'), zhili.url, event)
    const checker = await zhili.newPerson('jiangbei-check')
    await checker.goto('/check')
    const { page } = checker
    await page.getByText('处置前后是同一张照片').waitFor()
    await page.getByRole('button', { name: '通过结案…' }).click()
    await heading('照片存疑，仍要结案')(checker)
    assert.deepEqual(await axeFaults(checker, '/check with a reason'), [])
    assert.ok(await page.getByRole('button', { name: '通过结案' }).isDisabled(), 'not without a reason')
    await page.getByRole('textbox').fill('现场已电话核实，照片传错')
    await page.getByRole('button', { name: '通过结案' }).click()
    await page.getByText(/^已通过结案/).waitFor()
  })

  it('writes nothing to the error console and asks nobody but the server', () => {
    assert.ok(drawing, 'a page with a map was looked at')
    assert.deepEqual([...zhili.faults(), ...drawing.faults()], [])
    assert.deepEqual([...zhili.outside(), ...drawing.outside()], [])
  })
})

/** A warning of the weather service for the district: its page, and its mark in the top bar of every screen. */
async function warn(url: string): Promise<void> {
  const send = async <T>(path: string, body: string, headers: Record<string, string>): Promise<T> => {
    const answer = await fetch(`${url}/api/v1${path}`, { method: 'POST', body, headers })
    assert.equal(answer.status, 200, `${path}: ${answer.status}`)
    return (await answer.json()) as T
  }
  const json = { 'content-type': 'application/json' }
  const { tabSession } = await send<{ tabSession: string }>(
    '/demo/session',
    JSON.stringify({ account: 'security', tab: true }),
    json,
  )
  const wish = { name: '市预警中心', kind: 'system', unit: 'unit-500105' }
  const made = { ...json, 'x-demo-session': tabSession }
  const key = await send<{ id: string; secret: string }>('/admin/keys', JSON.stringify(wish), made)
  const document = `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>50010541600000_20260302080000_0</identifier><sender>a@b</sender>
<sent>2026-03-02T08:00:00+08:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope><info><category>Met</category><event>暴雨</event>
<urgency>Expected</urgency><severity>Severe</severity><certainty>Likely</certainty><senderName>江北区气象台</senderName><instruction>停止户外作业</instruction>
<area><areaDesc>江北区</areaDesc><geocode><valueName>GB/T 2260</valueName><value>500105</value></geocode></area></info></alert>`
  await send('/warnings/cap', document, {
    'content-type': 'application/cap+xml',
    authorization: `Bearer ${key.id}.${key.secret}`,
  })
}

/** Two calls to the seat: one is dispatched and becomes the event that is looked at, the other waits in the inbox. */
async function tellTwice(seat: Person): Promise<string> {
  const types = await seat.get<{ rows: { id: string }[] }>('/public/report-types')
  const place = { lon: atFirstTank.longitude, lat: atFirstTank.latitude }
  const tell = async (title: string) => {
    const { status, body } = await seat.post('/signals', { type: types.rows[0]!.id, title, content: title, ...place })
    assert.ok(status < 300, `${title}: ${status} ${JSON.stringify(body)}`)
    return (body as { signal: string }).signal
  }
  const first = await tell('北滨二路 38 号前 井盖缺失')
  await tell('㐂和𠮷家的院墙外，寸滩街道最长的一条巷子尽头右手边的第三个化粪池井盖松动')
  const { version } = await seat.get<{ version: number }>(`/signals/${first}`)
  const { body } = await seat.post(`/signals/${first}/open`, { version })
  return (body as { event: string }).event
}

/** The worker does the whole order beside the page, and brings one photo twice. */
async function finishWithOnePhoto({ get, post, context }: Person, url: string, event: string): Promise<void> {
  const { rows } = await get<{ rows: { id: string; event: string }[] }>('/work-orders?view=mine')
  const order = rows.find((row) => row.event === event)!
  const photo = newPhoto()
  const act = async (verb: string, body: object) => {
    const { status, body: said } = await post(`/work-orders/${order.id}/${verb}`, body)
    assert.equal(status, 200, `${verb}: ${JSON.stringify(said)}`)
  }
  const upload = async () => {
    const sha256 = createHash('sha256').update(photo).digest('hex')
    const { body } = await post('/files', { size: photo.length, sha256 })
    const file = (body as { id: string }).id
    const answer = await context.request.put(`${url}/api/v1/files/${file}?offset=0`, {
      data: photo,
      headers: { 'content-type': 'application/octet-stream', 'idempotency-key': randomUUID() },
    })
    assert.ok(answer.ok(), `upload: ${answer.status()}`)
    return file
  }
  const place = { lon: atFirstTank.longitude, lat: atFirstTank.latitude, accuracyM: 8 }
  await act('accept', {})
  await act('arrive', place)
  await act('progress', { item: 'before', file: await upload(), ...place })
  await act('progress', { item: 'after', file: await upload(), ...place })
  await act('submit', { result: '井盖已复位，围挡已撤除，复查牢固', confirmed: true })
}
