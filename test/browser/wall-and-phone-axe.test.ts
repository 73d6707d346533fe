import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, describe, it } from 'node:test'
import type { EventRow } from '../../contract/event.ts'
import { axeOptions } from './axe.ts'
import { atFirstTank } from './tank.ts'
import { type Person, phone, startZhili, wall, type Zhili } from './zhili.ts'

/** City seconds in a wall second: the first tank is over red after a quarter of a minute, so every screen has something on it. */
const rate = 8
const step = { timeout: 120_000 }
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const wide = { width: 3840, height: 1080 }
const tank = /塔山公园公厕.*沼气超标/

type Findings = { violations: { id: string; nodes: { target: string[] }[] }[] }
type Row = Pick<EventRow, 'id' | 'title'>

/** What axe finds on the page as it stands, one line a rule; `rules` asks for these only. */
async function faultsOf({ page }: Person, screen: string, rules?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe)
  const options = JSON.stringify({ ...axeOptions, ...(rules ? { runOnly: rules } : {}) })
  const { violations } = (await page.evaluate(`axe.run(${options})`)) as Findings
  return violations.map(({ id, nodes }) => `${screen}: ${id} ${nodes[0]?.target.join(' ')}`)
}

/** The theme as the switch of the screen puts it on the page, without a new start. */
const wear = ({ page }: Person, theme: 'light' | 'dark'): Promise<void> =>
  page.evaluate((value) => {
    document.documentElement.dataset.theme = value
  }, theme)

/** A phone's screen in light, and in dark what a theme can spoil. */
async function inBothThemes(person: Person, screen: string): Promise<string[]> {
  await wear(person, 'dark')
  const dark = await faultsOf(person, `${screen}, dark`, ['color-contrast'])
  await wear(person, 'light')
  return [...dark, ...(await faultsOf(person, screen))]
}

/** Changes the part behind the hash and waits for what only the new screen says. */
async function turn({ page }: Person, hash: string, words: string | RegExp): Promise<void> {
  await page.evaluate((value) => {
    location.hash = value
  }, hash)
  await page.getByText(words).first().waitFor()
}

describe('the wall, the phones and the public page are fit for everybody', { timeout: 420_000 }, () => {
  let zhili: Zhili

  before(
    async () => {
      zhili = await startZhili({ rate })
    },
    { timeout: 120_000 },
  )
  after(() => zhili?.stop())

  it('the public page: home, report, answer, progress, a code nobody has', step, async () => {
    const citizen = await zhili.newPerson(null, { viewport: phone, place: atFirstTank })
    await citizen.goto('/public')
    await citizen.page.getByRole('link', { name: '拍照上报' }).waitFor()
    const found = await inBothThemes(citizen, 'public home')
    await turn(citizen, '#/send', '路面破损')
    found.push(...(await inBothThemes(citizen, 'public report')))
    await citizen.page.getByRole('button', { name: 'English' }).click()
    await citizen.page.getByRole('radio', { name: 'Road damage' }).waitFor()
    found.push(...(await inBothThemes(citizen, 'public report in English')))
    await citizen.page.getByRole('button', { name: '中文' }).click()
    await citizen.page.getByRole('radio', { name: '路面破损' }).click({ force: true })
    await citizen.page.getByRole('textbox', { name: '一句话说清楚' }).fill('路面塌了一块，有半米深')
    await citizen.page.getByRole('button', { name: '提交' }).click()
    await citizen.page.getByRole('link', { name: '看进度' }).waitFor()
    found.push(...(await inBothThemes(citizen, 'public answer')))
    await citizen.page.getByRole('link', { name: '看进度' }).click()
    await citizen.page.getByRole('heading', { name: '路面破损' }).waitFor()
    found.push(...(await inBothThemes(citizen, 'public progress')))
    await turn(citizen, '#/look/ABCDEFGHJK', '没有找到')
    found.push(...(await inBothThemes(citizen, 'public unknown code')))
    assert.deepEqual(found, [])
  })

  it('the phone: sign-in, today, task, report, outbox, me, notices', step, async () => {
    const stranger = await zhili.newPerson(null, { viewport: phone })
    await stranger.goto('/field/')
    await stranger.page.getByRole('button', { name: /周敏/ }).waitFor()
    const found = await inBothThemes(stranger, 'field sign-in')
    const worker = await zhili.newPerson('cuntan-post', { viewport: phone, place: atFirstTank })
    await worker.goto('/field/')
    await worker.page.getByRole('link', { name: tank }).waitFor()
    found.push(...(await inBothThemes(worker, 'field today')))
    await worker.page.getByRole('link', { name: tank }).click()
    await worker.page.getByText('签收后要做').waitFor()
    found.push(...(await inBothThemes(worker, 'field task')))
    for (const [hash, words] of [
      ['#/report', '路面破损'],
      ['#/outbox', '都已上传'],
      ['#/me', '手机存储'],
      ['#/notices', '通知'],
    ] as const) {
      await turn(worker, hash, words)
      found.push(...(await inBothThemes(worker, `field ${hash}`)))
    }
    assert.deepEqual(found, [])
  })

  it("the leader's phone: now, urge with words, me", step, async () => {
    const leader = await zhili.newPerson('jiangbei-leader', { viewport: phone })
    await leader.goto('/leader')
    await leader.page.getByRole('heading', { name: tank }).waitFor()
    const found = await inBothThemes(leader, 'leader now')
    await leader.page.getByRole('button', { name: '督办' }).first().click()
    await leader.page.getByRole('textbox').first().waitFor()
    found.push(...(await inBothThemes(leader, 'leader urge')))
    const opened = leader.page.getByRole('link', { name: /^未签收红橙/ })
    const number = Number(await opened.locator('.n').textContent())
    await opened.click()
    await leader.page.getByText(`共 ${number} 件`).waitFor()
    assert.equal(await leader.page.locator('li.fr').count(), number, 'as many rows as the number says')
    found.push(...(await inBothThemes(leader, 'leader rows')))
    await turn(leader, '#/me', '退出登录')
    found.push(...(await inBothThemes(leader, 'leader me')))
    assert.deepEqual(found, [])
  })

  it('the wall: city, district, one event, on both widths', step, async () => {
    const found: string[] = []
    for (const viewport of [wall, wide]) {
      const leader = await zhili.newPerson('city-leader', { viewport })
      const name = `wall ${viewport.width}`
      await leader.goto('/cockpit/?push=off')
      await leader.page.getByText('重庆市 城市运行').waitFor()
      found.push(...(await faultsOf(leader, `${name} city`)))
      await turn(leader, `#/area/${encodeURIComponent('50/500105/')}`, '江北区 城市运行')
      found.push(...(await faultsOf(leader, `${name} district`)))
      await turn(leader, '#/risk', '重庆市 风险一张图')
      found.push(...(await faultsOf(leader, `${name} risk`)))
      await turn(leader, '#/check-up', '重庆市 城市体检')
      found.push(...(await faultsOf(leader, `${name} check-up`)))
      const { rows } = await leader.get<{ rows: Row[] }>('/events?view=open&area=50%2F500105%2F&limit=100')
      const event = rows.find((row) => tank.test(row.title))!
      await turn(leader, `#/event/${event.id}`, '时间线')
      found.push(...(await faultsOf(leader, `${name} event`)))
    }
    assert.deepEqual(found, [])
  })

  it('sends no request anywhere else, and no page had a fault', () => {
    assert.deepEqual(zhili.outside(), [])
    assert.deepEqual(zhili.faults(), [])
  })
})
