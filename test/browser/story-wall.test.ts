import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import type { CheckUpWall } from '../../contract/check-up-wall.ts'
import type { WallPartView } from '../../contract/wall.ts'
import { axeFaults } from './axe.ts'
import { normalLetters, tooSmall, wideLetters } from './letters.ts'
import { storyShot } from './story-shots.ts'
import { atFirstTank, firstTank, readTank } from './tank.ts'
import { boardsOfTown, crowded, cutWords, kindsShown, outOfPanel } from './wall-fit.ts'
import { type Person, startZhili, wall, type Zhili } from './zhili.ts'

const step = { timeout: 60_000 }
const district = '50/500105/'
const at = (hash: string): string => `/cockpit/?push=off#/${hash}`
const panel = (page: Page, title: string) => page.locator('.wp').filter({ has: page.getByRole('heading', { name: title }) })

/** A wall is let in, composed, drilled down by keys, broken in one panel, cut off, and pushed to. */
describe('a wall', { timeout: 300_000 }, () => {
  let zhili: Zhili
  let duty: Person
  let leader: Person

  before(
    async () => {
      zhili = await startZhili({ simulator: false, maps: false })
      duty = await zhili.newPerson('jiangbei-duty', { place: atFirstTank })
      leader = await zhili.newPerson('city-leader', { viewport: wall })
      await readTank(zhili.url, firstTank, 55)
    },
    { timeout: 120_000 },
  )
  after(() => zhili?.stop())

  it('is let in by its code, for good, and sees its district only', step, async () => {
    const machine = await zhili.newPerson(null, { viewport: wall })
    await machine.goto('/cockpit/?push=off')
    await machine.page.getByRole('button', { name: '显示配对码' }).click()
    const code = (await machine.page.locator('.pair-code').textContent())!.replace(/\s/g, '')
    await duty.goto('/walls?tab=seats')
    await duty.page.getByRole('textbox', { name: '配对码' }).fill(code)
    await duty.page.getByRole('textbox', { name: '大屏名称' }).fill('一楼大厅')
    await duty.page.getByRole('button', { name: '让它看江北区' }).click()
    await duty.page.getByRole('cell', { name: '一楼大厅', exact: true }).waitFor()
    await machine.page.getByRole('heading', { name: '江北区 城市运行' }).waitFor()
    await machine.goto('/cockpit/?push=off')
    await machine.page.getByRole('heading', { name: '江北区 城市运行' }).waitFor()
    await storyShot(duty.page, 'wall-2-seats')
    await duty.page.getByRole('button', { name: '结束席位“一楼大厅”' }).click()
    await duty.page.getByText('已结束', { exact: true }).waitFor()
    // nobody touches the machine: it is told, and stands at its door
    await machine.page.getByText('这台机器的席位已结束').waitFor()
    await machine.context.close()
  })

  it('goes from the city to the case and whom to call in three keys', step, async () => {
    const { page } = leader
    await leader.goto(at('check-up'))
    await page.getByRole('link', { name: '江北区', exact: true }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '江北区 城市体检' }).waitFor()
    await page.getByRole('link', { name: '寸滩街道', exact: true }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '寸滩街道 城市体检' }).waitFor()
    await storyShot(page, 'wall-3-check-up')
    assert.deepEqual(await tooSmall(page, normalLetters), [])
    await page
      .getByRole('link', { name: /沼气超标/ })
      .first()
      .focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '找谁' }).waitFor()
    await page
      .getByText(/130\*{4}\d{4}/)
      .first()
      .waitFor()
  })

  it('of a district, a town and a zone is the same wall with their own content', step, async () => {
    const { page } = leader
    for (const [area, name] of [
      [district, '江北区'],
      ['50/500105/500105005/', '寸滩街道'],
      ['z-gaoxin', '重庆高新区'],
    ] as const) {
      await leader.goto(at(`area/${encodeURIComponent(area)}`))
      await page.getByRole('heading', { name: `${name} 城市运行` }).waitFor()
      await panel(page, '现在').getByText('未结').first().waitFor()
    }
  })

  it('is read from the back of a room at 3840 × 1080: every screen of city, district and town', {
    timeout: 180_000,
  }, async () => {
    const wide = await zhili.newPerson('city-leader', { viewport: { width: 3840, height: 1080 } })
    const { page } = wide
    const { rows } = await wide.get<{ rows: { id: string }[] }>('/events?view=open&limit=1')
    const places = ['50/', district, '50/500105/500105005/'].map(encodeURIComponent)
    const screens = [
      ...['area', 'risk', 'check-up'].flatMap((screen) => places.map((place) => `${screen}/${place}`)),
      ...[`event/${rows[0]!.id}`, 'vital/events.open'],
    ]
    const small: string[] = []
    for (const screen of screens) {
      await wide.goto(at(screen))
      await page.reload()
      await page.locator('.wall footer').waitFor()
      await page.waitForFunction(() => document.querySelector('.stage [aria-busy=true]') === null)
      small.push(...(await tooSmall(page, wideLetters)).map((line) => `${screen} ${line}`))
      if (screen === screens[8]) assert.deepEqual(await boardsOfTown(page), { high: true, cut: [] })
    }
    await wide.context.close()
    // the playlist: what it shows of itself is the red event nobody accepted
    const machine = await zhili.newPerson('jiangbei-leader', { viewport: { width: 3840, height: 1080 } })
    await machine.goto('/cockpit/')
    await machine.page
      .getByRole('heading', { name: /沼气超标/ })
      .first()
      .waitFor()
    await machine.page.waitForFunction(() => document.querySelector('.stage [aria-busy=true]') === null)
    small.push(...(await tooSmall(machine.page, wideLetters)).map((line) => `playlist ${line}`))
    await machine.context.close()
    assert.deepEqual([...new Set(small)], [])
  })

  it('keeps each row of a check-up in its panel, and counts what it does not name', step, async () => {
    for (const viewport of [wall, { width: 3840, height: 1080 }]) {
      const machine = await zhili.newPerson('city-leader', { viewport })
      const { page } = machine
      await page.route('**/api/v1/cockpit/check-up*', async (route) => {
        const answer = await route.fetch()
        await route.fulfill({ json: crowded((await answer.json()) as CheckUpWall) })
      })
      // the first has more towns than any other
      for (const place of ['50/500101/', district]) {
        await machine.goto(at(`check-up/${encodeURIComponent(place)}`))
        await page.reload()
        await page.locator('.red-bar').waitFor()
        await panel(page, '异常在哪里').getByText('还有').nth(2).waitFor()
        const small = await tooSmall(page, viewport === wall ? normalLetters : wideLetters)
        assert.deepEqual([await outOfPanel(page), await cutWords(page), small], [[], [], []], `${viewport.width} ${place}`)
      }
      const kinds = await kindsShown(page)
      const numbers = kinds.map(({ n }) => n)
      assert.deepEqual(numbers, [90, 40, 27])
      for (const { n, shown, more } of kinds) assert.ok(shown > 0 && shown + more === n, JSON.stringify(kinds))
      await machine.context.close()
    }
  })

  it('says the areas a number is made of by names that are not cut', step, async () => {
    const { page } = leader
    await leader.goto(at('vital/events.open'))
    await page.reload()
    const parts = panel(page, '由哪里的数合成')
    await parts.getByText('秀山', { exact: true }).waitFor()
    const cut = await parts.locator('.el').evaluateAll((names) => names.filter((one) => one.scrollWidth > one.clientWidth).length)
    assert.equal(cut, 0)
  })

  it('says in one panel that it failed, and the others go on', step, async () => {
    const { page } = leader
    let fails = true
    await page.route('**/api/v1/cockpit/parts?part=vitals*', (route) =>
      fails
        ? route.fulfill({ status: 422, json: { code: 'store.down', status: 422, zh: '读不到', en: 'no' } })
        : route.continue(),
    )
    // what comes and cannot be drawn
    await page.route('**/api/v1/cockpit/parts?part=now*', (route) =>
      route.fulfill({ json: { at: new Date().toISOString(), part: 'now' } }),
    )
    await leader.goto(at(`area/${encodeURIComponent(district)}`))
    await page.reload()
    const vitals = page.getByRole('alert').filter({ has: page.getByRole('heading', { name: '体征' }) })
    await vitals.getByText('store.down').waitFor()
    await page
      .getByRole('alert')
      .filter({ has: page.getByRole('heading', { name: '现在' }) })
      .waitFor()
    await panel(page, '未结，红橙在前')
      .getByText(/沼气超标/)
      .first()
      .waitFor()
    fails = false
    await vitals.getByRole('button', { name: '再试一次' }).click()
    await panel(page, '体征').getByText('接入 / 编目').waitFor()
    await page.unrouteAll({ behavior: 'ignoreErrors' })
  })

  it('says of a case which part cannot be read, and shows the overview with the red one named when none can', step, async () => {
    const { page } = leader
    const { rows } = await leader.get<{ rows: { id: string }[] }>('/events?view=open&grade=extraordinary&limit=1')
    const war = `/cockpit/event/${rows[0]!.id}`
    await page.route(`**/api/v1${war}`, async (route) => {
      const answer = await route.fetch()
      await route.fulfill({ json: { ...((await answer.json()) as object), phones: null } })
    })
    await leader.goto(at(`event/${rows[0]!.id}`))
    await page.reload()
    await page
      .getByRole('alert')
      .filter({ has: page.getByRole('heading', { name: '找谁' }) })
      .getByText('这一块读不到')
      .waitFor()
    await panel(page, '谁在办').getByRole('listitem').first().waitFor()
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    await page.route(`**/api/v1${war}`, (route) =>
      route.fulfill({ status: 500, json: { code: 'server.fault', status: 500, zh: '读不到', en: 'no' } }),
    )
    await page.reload()
    await page.getByText('作战视图取不到，先看总览').waitFor()
    await panel(page, '现在').getByText('未结').first().waitFor()
    await page
      .locator('.red-bar')
      .getByText(/沼气超标/)
      .waitFor()
    await storyShot(page, 'wall-4-unread')
    assert.deepEqual(await tooSmall(page, normalLetters), [])
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    await page.getByRole('button', { name: '再试一次' }).click()
    await page.getByRole('heading', { name: '找谁' }).waitFor()
  })

  it('leaves a case somebody opened after five minutes', step, async () => {
    const machine = await zhili.newPerson('jiangbei-leader', { viewport: wall })
    const { page } = machine
    await machine.goto(at('risk'))
    const { rows } = await machine.get<{ rows: { id: string; grade: string }[] }>('/events?view=open&limit=50')
    const other = rows.find(({ grade }) => grade !== 'extraordinary') ?? rows[0]!
    await page.clock.install()
    await machine.goto(`/cockpit/#/event/${other.id}`)
    await page.reload()
    await page.getByRole('heading', { name: '找谁' }).waitFor()
    assert.match(page.url(), /event/)
    // An unaccepted red one is named above any case but its own.
    if (other.grade !== 'extraordinary')
      await page
        .locator('.red-bar')
        .getByText(/沼气超标/)
        .waitFor()
    await page.clock.fastForward(200_000)
    await page.keyboard.press('Shift')
    await page.clock.fastForward(200_000)
    assert.match(page.url(), /event/, 'somebody touched it meanwhile')
    await page.clock.fastForward(700_000)
    await page.waitForURL(/cockpit\/#\/$/)
    await machine.context.close()
  })

  it('shows the vitals its district chose, and each of them down to whom to call, by keys', step, async () => {
    const { page } = duty
    const { vitals } = await leader.get<WallPartView>(`/cockpit/parts?part=vitals&area=${encodeURIComponent(district)}`)
    const [first, second] = vitals!.rows.map(({ code, name }) => ({ code, name: name.zh }))
    await duty.goto('/walls')
    const signs = page.getByRole('region', { name: '体征面板放哪几项' })
    for (const { code, name } of [second!, first!]) {
      await signs.getByRole('textbox', { name: '加一项指标' }).fill(code)
      await signs.getByRole('button', { name: `加“${name}”` }).click()
    }
    await signs.getByText('2/8').waitFor()
    assert.deepEqual(await axeFaults(duty, '/walls'), [])
    await page.getByRole('button', { name: '启用这个版式' }).click()
    await page.getByText('第 1 版').first().waitFor()
    await leader.goto(at(`area/${encodeURIComponent(district)}`))
    const shown = panel(leader.page, '体征').getByRole('listitem')
    await leader.page.reload()
    await shown.filter({ hasText: first!.name }).waitFor()
    await shown.nth(2).waitFor({ state: 'detached' })
    assert.equal(await shown.count(), 2)
    assert.match((await shown.first().textContent())!, new RegExp(second!.name.replace(/[()（）]/g, '.')))
    await shown.first().getByRole('link').focus()
    await leader.page.keyboard.press('Enter')
    await leader.page.getByRole('heading', { name: `江北区 ${second!.name}` }).waitFor()
    await panel(leader.page, '由哪里的数合成').waitFor()
    await panel(leader.page, '找谁')
      .getByText(/\*{4}\d{4}/)
      .first()
      .waitFor()
    assert.deepEqual(await tooSmall(leader.page, normalLetters), [])
    assert.deepEqual(await axeFaults(leader, 'vital'), [])
  })

  it('is composed by its district, shows it at once, and keeps what is open and red', step, async () => {
    const { page } = duty
    await duty.goto('/walls')
    await page.getByRole('button', { name: '把体检放到 左翼' }).click()
    await page.getByText('左翼放不下').first().waitFor()
    await page.getByRole('button', { name: '把体检放到 右翼' }).click()
    await page.getByRole('button', { name: '拿掉体征' }).click()
    await page.getByRole('button', { name: '把24 小时事件放到 下方（32:9 为中右块）' }).click()
    await storyShot(page, 'wall-5-compose')
    assert.deepEqual(await axeFaults(duty, '/walls'), [])
    await page.getByRole('button', { name: '启用这个版式' }).click()
    await page.getByText('第 2 版').first().waitFor()
    await leader.goto(at(`area/${encodeURIComponent(district)}`))
    await panel(leader.page, '城市体检').waitFor()
    await leader.page.getByRole('heading', { name: /24 小时新立/ }).waitFor()
    assert.equal(await panel(leader.page, '体征').count(), 0)
    await storyShot(leader.page, 'wall-6-composed')
    assert.deepEqual(await tooSmall(leader.page, normalLetters), [])
  })

  it('shows what is pushed, with the red event nobody accepted named above it', step, async () => {
    const machine = await zhili.newPerson('jiangbei-leader', { viewport: wall })
    await machine.goto('/cockpit/')
    await machine.page
      .getByRole('heading', { name: /沼气超标/ })
      .first()
      .waitFor()
    await duty.goto('/walls?tab=playlist')
    await duty.page.getByRole('button', { name: '加一屏' }).click()
    await duty.page.getByRole('textbox', { name: '秒数' }).waitFor()
    assert.deepEqual(await axeFaults(duty, '/walls?tab=playlist'), [])
    await duty.goto('/walls?tab=unused')
    await duty.page
      .getByText(/一个月没人打开/)
      .first()
      .waitFor()
    assert.deepEqual(await axeFaults(duty, '/walls?tab=unused'), [])
    await duty.goto('/walls?tab=seats')
    await duty.page.getByRole('cell', { name: '一楼大厅', exact: true }).waitFor()
    assert.deepEqual(await axeFaults(duty, '/walls?tab=seats'), [])
    await duty.goto('/walls?tab=push')
    await duty.page.getByRole('button', { name: '推送到大屏' }).waitFor()
    assert.deepEqual(await axeFaults(duty, '/walls?tab=push'), [])
    await duty.page.getByRole('radio', { name: '风险一张图' }).click()
    await duty.page.getByRole('button', { name: '推送到大屏' }).click()
    await machine.page.getByRole('heading', { name: '江北区 风险一张图' }).waitFor()
    await machine.page
      .locator('.red-bar')
      .getByText(/沼气超标/)
      .waitFor()
    await machine.page.getByText(/值班长 .+ 从控制台推送，到 \d\d:\d\d/).waitFor()
    await storyShot(machine.page, 'wall-7-pushed')
    await machine.context.close()
  })

  it('opens every figure by its own rows, each with whom to call, by keys alone', step, async () => {
    const { page } = leader
    const rows = page.getByRole('dialog')
    await leader.goto(at(`area/${encodeURIComponent(district)}`))
    const open = panel(page, '现在').getByRole('button', { name: /^未结/ })
    const figure = await open.locator('.n').textContent()
    await open.focus()
    await page.keyboard.press('Enter')
    await rows.getByText(`共 ${figure} 条`).waitFor()
    assert.equal(await rows.locator('li').count(), Number(figure))
    await rows.getByRole('link', { name: '在操作台打开这份清单' }).waitFor()
    assert.deepEqual(await tooSmall(page, normalLetters), [])
    assert.deepEqual(await axeFaults(leader, 'rows'), [])
    await rows
      .getByRole('link', { name: /沼气超标/ })
      .first()
      .focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '找谁' }).waitFor()
    assert.equal(await rows.count(), 0, 'the picture of the case is not hidden')

    await leader.goto(at(`risk/${encodeURIComponent(district)}`))
    await panel(page, '最重的对象').getByRole('button').first().focus()
    await page.keyboard.press('Enter')
    await rows.locator('li').first().waitFor()
    await page.keyboard.press('Escape')
    await rows.waitFor({ state: 'detached' })
  })

  it('that cannot read its composition shows the last one it knew, else the shipped one, and says so', step, async () => {
    const { page } = leader
    await page.route('**/api/v1/walls/state*', (route) =>
      route.fulfill({ status: 500, json: { code: 'store.down', status: 500, zh: '读不到', en: 'no' } }),
    )
    await leader.goto(at(`area/${encodeURIComponent(district)}`))
    await page.reload()
    await page.getByText('大屏编排读不到，先按上次的编排显示，正在重试').waitFor()
    await panel(page, '城市体检').waitFor()
    await page.evaluate(() => localStorage.clear())
    await page.reload()
    await page.getByText('大屏编排读不到，先按出厂编排显示，正在重试').waitFor()
    await panel(page, '现在').getByRole('button', { name: /^未结/ }).waitFor()
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    await page.getByText('大屏编排读不到').waitFor({ state: 'detached', timeout: 30_000 })
  })

  it('keeps its last figures when the line is down, and says so', step, async () => {
    const { page } = leader
    await leader.goto(at(`area/${encodeURIComponent(district)}`))
    await page.clock.install()
    await page.reload()
    await panel(page, '现在').getByText('未结').first().waitFor()
    await leader.context.setOffline(true)
    await page.clock.fastForward(400_000)
    await page.locator('.age-old').first().waitFor()
    await page.locator('.old-edge').waitFor()
    await page.locator('.wall-age > .ban.ink').waitFor()
    await panel(page, '现在').getByText('未结').first().waitFor()
    await storyShot(page, 'wall-8-offline')
    await leader.context.setOffline(false)
  })
})
