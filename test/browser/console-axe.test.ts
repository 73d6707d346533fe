import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, describe, it } from 'node:test'
import { atFirstTank } from './tank.ts'
import { type Person, startZhili, type Zhili } from './zhili.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

type Findings = { violations: { id: string; nodes: { target: string[]; html: string }[] }[] }
type Place = { path: string; ready: (person: Person) => Promise<unknown> }

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

/** Everything a duty officer sees, the parts that open over a screen among them. */
const duty: Place[] = [
  { path: '/inbox', ready: button(/立案派遣/) },
  { path: '/inbox', ready: byKey('3', heading('不予立案')) },
  { path: '/inbox', ready: byKey('c', dialog) },
  { path: '/inbox', ready: byKey('Control+k', dialog) },
  { path: '/inbox', ready: byKey('?', dialog) },
  { path: '/events/$event', ready: heading('时间线') },
  { path: '/events', ready: grid },
  { path: '/events?view=closed', ready: heading('这里没有事件') },
  { path: '/map', ready: (p) => p.page.getByRole('option').first().waitFor() },
  { path: '/dispatch', ready: heading('待签收') },
  { path: '/check', ready: heading('全部核查完毕') },
  { path: '/feeds', ready: grid },
  { path: '/feeds?tab=quarantine', ready: heading('没有被拒收的数据') },
  { path: '/feeds?tab=stuck', ready: heading('没有卡住的处理') },
]
const door: Place[] = [{ path: '/sign-in', ready: button(/罗一帆/) }]
const admin: Place[] = ['units', 'people', 'appointments'].map((tab) => ({ path: `/admin?tab=${tab}`, ready: table }))
const keys: Place[] = [{ path: '/admin?tab=keys', ready: table }]
const audit: Place[] = [{ path: '/admin?tab=audit', ready: table }]

/** A list steered from its search field (aria-activedescendant) scrolls with the arrows there; axe asks for a focus of its own. */
const isSteered = (id: string, html: string): boolean => id === 'scrollable-region-focusable' && html.includes('role="listbox"')

const told = (path: string, { violations }: Findings): string[] =>
  violations.flatMap(({ id, nodes }) =>
    nodes.filter(({ html }) => !isSteered(id, html)).map(({ target }) => `${path} ${id}: ${target.join(' ')}`),
  )

/** All rules in light; what the dark theme changes are colours, so only their rule is asked again. */
async function faultsAt({ page }: Person, path: string): Promise<string[]> {
  await page.evaluate(axe)
  const light = (await page.evaluate("axe.run({ resultTypes: ['violations'] })")) as Findings
  await page.evaluate(() => {
    document.documentElement.dataset.theme = 'dark'
  })
  const dark = (await page.evaluate("axe.run({ runOnly: ['color-contrast'], resultTypes: ['violations'] })")) as Findings
  return [...told(path, light), ...told(`dark ${path}`, dark)]
}

describe('every screen of the console', { timeout: 600_000 }, () => {
  let zhili: Zhili
  let event = ''
  before(
    async () => {
      zhili = await startZhili({ simulator: false })
      event = await tellTwice(await zhili.newPerson('jiangbei-duty'))
    },
    { timeout: 120_000 },
  )
  after(() => zhili?.stop())

  const rounds: [string | null, Place[]][] = [
    [null, door],
    ['jiangbei-duty', duty],
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
      places.forEach(({ path, ready }, i) => {
        it(`${i + 1}. ${path} has no fault that axe finds, light and dark`, { timeout: 90_000 }, async () => {
          await person.goto(path.replace('$event', event))
          await ready(person)
          assert.deepEqual(await faultsAt(person, path), [])
        })
      })
    })

  it('writes nothing to the error console and asks nobody but the server', () => {
    assert.deepEqual(zhili.faults(), [])
    assert.deepEqual(zhili.outside(), [])
  })
})

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
