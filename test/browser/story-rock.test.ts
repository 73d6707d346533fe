import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Page } from 'playwright-core'
import { alarmOf, first, gauge, horn, partsOf, point, second, shaking, startRock, watch } from '../scenario/rock.ts'
import type { Story } from '../story.ts'
import { madePhoto } from './photo.ts'
import { storyShot } from './story-shots.ts'
import { type Person, phone, startVisitors, type Visitors } from './zhili.ts'

const title = /临江危岩 险情预警/
const households = [
  { door: '1 社 1 号', head: '江守山', persons: 4, inCharge: '卓明溪', help: '卧床病人 1 人' },
  { door: '1 社 2 号', head: '云素芳', persons: 2, inCharge: '卓明溪' },
  { door: '1 社 10 号', head: '柏成林', persons: 1 },
]
const names = { [first]: '1 号裂缝计', [second]: '2 号裂缝计', [gauge]: '雨量计', [horn]: '渡口广播' }
/** A kilometre up and down of the point, as the register has it. */
const reachLine = '105.4990,31.5060 105.5060,31.5078 105.5140,31.5078 105.5210,31.5050'
/** 四重网格员, in the order they are called for. */
const staff = ['unit-linjiang-safety-law', 'unit-linjiang-dukou', 'unit-beian-geology', 'unit-beian-planning'] as const
/** Ready on orange, stops the ships on red. */
const maritime = 'unit-beian-maritime'
const called = [...staff, maritime]

/**
 * Story 3 of the domain notes. The rules look at hours of readings at the time they come in, so the whole server runs here with a clock
 * that is moved by hand, and the browser visits it: between two steps on a screen a night may pass.
 */
test('a rock moves in heavy rain, from blue to the all-clear', { timeout: 300_000 }, async (t) => {
  // The clock runs ahead by hours between two looks at a screen: nobody is signed out for that.
  const story = await startRock(t, { SESSION_IDLE_MINUTES: '100000' }, true)
  await register(story)
  const url = await story.zhili.app.listen({ port: 0, host: '127.0.0.1' })
  const visitors = await startVisitors(url, false)
  try {
    await play(t, story, visitors)
    assert.deepEqual(visitors.faults(), [])
    assert.deepEqual(visitors.outside(), [])
  } finally {
    await visitors.stop()
    // a live stream that ended with its browser must not keep the server open
    story.zhili.app.server.closeAllConnections()
  }
  await story.acknowledge()
  await story.end()
})

async function register(story: Story): Promise<void> {
  const known = {
    ...{ route: '沿村道向两侧高处撤离', shelter: '渡口社区便民服务中心' },
    ...{ 'waterway-name': '长江', 'reach-from': 655.5, 'reach-to': 657.5, 'reach-line': reachLine },
  }
  await story.sql('update objects set details = details || $2 where id = $1', [point, JSON.stringify(known)])
  for (const [device, name] of Object.entries(names))
    await story.sql('update devices set name = $2 where id = $1', [device, name])
  const kept = await story.as('baining').post(`/api/v1/objects/${point}/households`, { rows: households })
  assert.equal(kept.status, 200, JSON.stringify(kept.body))
}

async function play(t: TestContext, story: Story, visitors: Visitors): Promise<void> {
  // A step that fails ends the story: the next would wait in vain for what it had to bring about.
  const step = async (name: string, run: () => Promise<void>): Promise<void> => {
    t.diagnostic(name)
    await run()
  }
  const phones = new Map<string, Person>()
  const orderOf = async (unit: string) => (await partsOf(story)).find((part) => part.unit === unit)!.id
  const still = {
    [first]: (h: number) => ({ crack: 30 + shaking(h) }),
    [second]: (h: number) => ({ crack: 12 + shaking(h) }),
  }
  // the phones stand where the point stands
  const [place] = await story.sql<{ longitude: number; latitude: number }>(
    'select lon as longitude, lat as latitude from objects where id = $1',
    [point],
  )
  let duty: Person

  await step('is blue by rain alone, and waits for the duty officer', async () => {
    await watch(story, [0, 16.5], { ...still, [gauge]: (h) => ({ rain1h: 5, rain24h: 5 * h }) })
    assert.equal(await alarmOf(story), 'blue')
    assert.deepEqual(await partsOf(story), [], 'nobody is sent by rain alone')
    await say(story, [30 + shaking(16.5), 12 + shaking(16.5), 5, 82.5])
    duty = await visitors.newPerson('chenli')
    await duty.goto('/inbox')
    await duty.page.getByRole('option', { name: title }).click()
    await duty.page.getByText('雨量计').first().waitFor()
    await storyShot(duty.page, 'rock-1-rain')
    await story.pass({ m: 90 })
  })

  await step('is orange when one sensor opens: the staff is called and accepts on the phone', async () => {
    await say(story, [44, 12, 18, 98])
    await story.pass({ h: 1 })
    assert.equal(await alarmOf(story), 'orange')
    for (const unit of called) {
      const person = await visitors.newPerson(await holderOf(story, await orderOf(unit)), { viewport: phone, place: place! })
      phones.set(unit, person)
      await person.goto(`/field/#/order/${await orderOf(unit)}`)
      await person.page.getByRole('button', { name: '签收' }).waitFor()
      if (unit === staff[0]) await storyShot(person.page, 'rock-2-orange')
      if (unit === maritime)
        await person.page
          .getByRole('region', { name: '本单位分工' })
          .getByText(/^海事：航道管制/)
          .waitFor()
      await told(person.page, 'accept', () => person.page.getByRole('button', { name: '签收' }).click())
      await until(story, unit, 'accepted')
    }
  })

  await step('is red when the second agrees: everybody is called anew, the siren sounds, ships are to stop', async () => {
    await story.reads(first, { crack: 44.1 })
    await story.reads(second, { crack: 26 })
    await story.pass({ m: 59 })
    assert.equal(await alarmOf(story), 'orange')
    await story.pass({ m: 1 })
    assert.equal(await alarmOf(story), 'red')
    await story.receipts(horn)
    await story.pass({ s: 10 })
    for (const unit of called) {
      const { page } = phones.get(unit)!
      await page.reload()
      await page.getByRole('button', { name: '知道了' }).waitFor()
      if (unit === staff[1]) await storyShot(page, 'rock-3-anew')
      await told(page, 'answer-call', () => page.getByRole('button', { name: '知道了' }).click())
      await page.getByRole('button', { name: '知道了' }).waitFor({ state: 'detached' })
    }
    await story.pass({ m: 6 })
    const again = await story.sql<{ unit: string; channel: string }>(
      `select w.unit, c.channel from call_attempts c join work_orders w on w.id = c.work_order join dispatches d on d.event = w.event
       where c.asked_at >= d.called_from and w.unit = any($1) and c.channel <> 'app'`,
      [called],
    )
    assert.deepEqual(again, [], 'who confirmed is not rung up')
  })

  await step('is counted door by door by the watcher', async () => {
    const { page } = phones.get(staff[1])!
    await page.reload()
    await page.getByRole('button', { name: '我已到场' }).click()
    await page.getByText('已清点 0 / 3 户').waitFor()
    const door = (words: string) => page.getByRole('listitem').filter({ hasText: words })
    await door('1 社 1 号').getByRole('button', { name: '全部撤离' }).click()
    await page.getByText('已清点 1 / 3 户').waitFor()
    await door('1 社 2 号').getByRole('button', { name: '清点' }).click()
    await page.getByText('已通知', { exact: true }).click()
    await page.getByRole('button', { name: '已撤离加一' }).click()
    await page.getByRole('button', { name: '拒绝撤离加一' }).click()
    await page.getByRole('button', { name: '记下' }).click()
    await page.getByText('已清点 2 / 3 户').waitFor()
    await page.getByRole('region', { name: '撤离清单' }).scrollIntoViewIfNeeded()
    await storyShot(page, 'rock-4-doors')
    await door('1 社 10 号').getByRole('button', { name: '全部撤离' }).click()
    await page.getByText('已清点 3 / 3 户').waitFor()
  })

  await step('stops the ships: the maritime office has its order and carries it out', async () => {
    const { page } = phones.get(maritime)!
    await page.reload()
    await page.getByRole('button', { name: '我已到场' }).click()
    const stop = page.getByRole('region', { name: '停航令' })
    await stop.getByText('台账登记的管制段').waitFor()
    await stop.getByRole('button', { name: '下达停航令…' }).click()
    assert.equal(await stop.getByRole('textbox', { name: '起点里程 km' }).inputValue(), '655.5')
    await told(page, 'way-close', () => stop.getByRole('button', { name: '下达停航令' }).click())
    await stop.getByText('管制中').waitFor()
    for (const whom of ['海事指挥中心', '沿线港口、码头、渡口'])
      await told(page, 'way-tell', () => stop.getByRole('button', { name: `已通知 ${whom}` }).click())
    await stop.getByText('已通知 2 / 4').waitFor()
    await stop.scrollIntoViewIfNeeded()
    await storyShot(page, 'rock-5-ships')
    await page.getByRole('button', { name: '提交核查' }).click()
    await page.getByRole('textbox', { name: '处置结果' }).fill('航道已停航，警戒船就位')
    await page.getByRole('button', { name: '提交核查' }).click()
    await page.getByText('已提交，等第二个人核查').waitFor()
  })

  const event = (await story.as('chenli').event()).id
  await step('shows the duty officer who has confirmed and who has left', async () => {
    await story.pass({ s: 1 })
    await duty.page.setViewportSize({ width: 1280, height: 800 })
    await duty.goto(`/events/${event}`)
    await duty.page.getByText('已清点 3 / 3 户').waitFor()
    await duty.page.getByText('“停航令”还没有解除').waitFor()
    await storyShot(duty.page, 'rock-6-event')
    const stop = duty.page.getByRole('region', { name: '停航令' })
    await stop.getByText('已通知 2 / 4').waitFor()
    await stop.scrollIntoViewIfNeeded()
    await storyShot(duty.page, 'rock-9-stop')
    await duty.goto(`/evacuation/${event}`)
    await duty.page.getByRole('heading', { name: title }).waitFor()
    assert.match(await duty.page.getByRole('table').innerText(), /江\*\*/)
    assert.doesNotMatch(await duty.page.getByRole('main').innerText(), /江守山|云素芳|柏成林/)
    await storyShot(duty.page, 'rock-7-sheet')
  })

  await step('is handed in by the four', async () => {
    for (const unit of staff) {
      const { page } = phones.get(unit)!
      await page.reload()
      if (unit !== staff[1]) await page.getByRole('button', { name: '我已到场' }).click()
      if (unit === staff[0]) await workDown(page)
      await handIn(page, '到场会商，人员已撤离，持续监测')
    }
  })

  await step('has its all-clear when nothing moves any more, and is closed by a second person', async () => {
    await watch(story, [21, 66], {
      [first]: (h) => ({ crack: 44.1 + shaking(h) }),
      [second]: (h) => ({ crack: 26 + shaking(h) }),
      [gauge]: () => ({ rain1h: 0, rain24h: 0 }),
    })
    assert.equal(await alarmOf(story), null)
    const checker = await visitors.newPerson('hechuan')
    await liftShips(checker)
    await checker.goto('/check')
    await checker.page.getByRole('option', { name: title }).click()
    await checker.page.getByText(/恢复正常$/).waitFor()
    await checker.page.getByText('看数据表').scrollIntoViewIfNeeded()
    await storyShot(checker.page, 'rock-8-check')
    await checker.page.getByRole('button', { name: /^通过结案$/ }).click()
    await checker.page.getByText(/^已通过结案/).waitFor()
    await story.pass({ s: 15 })
    const [closed] = await story.sql<{ state: string }>('select state from events where id = $1', [event])
    assert.equal(closed!.state, 'closed')
  })

  await step('can be looked back at: the timeline and the numbers stay, the households are forgotten', async () => {
    duty = await visitors.newPerson('chenli')
    await duty.goto(`/events/${event}`)
    await duty.page.getByText('已清点 3 / 3 户').waitFor()
    await duty.goto(`/evacuation/${event}`)
    await duty.page.getByText('事件已结束，住户信息已清除，只留人数').first().waitFor()
  })

  /** The maritime office asks, and somebody else lets the ships through. */
  async function liftShips(checker: Person): Promise<void> {
    const { page } = phones.get(maritime)!
    await page.reload()
    const stop = page.getByRole('region', { name: '停航令' })
    await stop.getByRole('button', { name: '申请解除…' }).click()
    for (const words of ['变形收敛，地质专家书面同意', '岸坡、水面巡查完毕', '航道扫测无碍航物'])
      await stop.getByText(words).click()
    await stop.getByRole('textbox', { name: '现场情况' }).fill('变形已收敛，航道扫测无碍航物')
    await told(page, 'ask-lift', () => stop.getByRole('button', { name: '申请解除' }).click())
    await checker.goto(`/events/${event}`)
    const order = checker.page.getByRole('region', { name: '停航令' })
    await order.getByText('待确认解除').waitFor()
    await order.scrollIntoViewIfNeeded()
    await storyShot(checker.page, 'rock-10-lift')
    await order.getByRole('button', { name: '确认解除' }).click()
    await order.getByText('已解除', { exact: true }).waitFor()
  }

  async function until(of: Story, unit: string, state: string): Promise<void> {
    await of.pass({ s: 1 })
    assert.equal((await partsOf(of)).find((part) => part.unit === unit)!.state, state)
  }
}

/** One reading of each: two crack meters in mm, the rain of an hour and of a day in mm. */
async function say(story: Story, [one, two, rain1h, rain24h]: [number, number, number, number]): Promise<void> {
  await story.reads(first, { crack: one })
  await story.reads(second, { crack: two })
  await story.reads(gauge, { rain1h, rain24h })
}

/** Whoever was called first about a part. */
async function holderOf(story: Story, order: string): Promise<string> {
  const [holder] = await story.sql<{ account: string }>(
    `select a.account from calls c join accounts a on a.person = c.person where c.work_order = $1 and c.step = 0 order by c.called_at, a.account limit 1`,
    [order],
  )
  return holder!.account
}

/** The lead's checklist with a thumb: what moves, two photographs, the cordon, the verdict. */
async function workDown(page: Page): Promise<void> {
  const item = (words: string) => page.getByRole('listitem').filter({ hasText: words })
  const done = (words: string) =>
    item(words)
      .getByText(/^\d\d:\d\d$|^待上传$/)
      .waitFor()
  for (const [words, note] of [
    ['现场变形情况', '裂缝加宽约十四毫米'],
    ['会商结论与后续措施', '变形已收敛，转重点巡查'],
  ] as const) {
    await item(words).getByRole('button').first().click()
    await item(words).getByRole('textbox').fill(note)
    await item(words).getByRole('button', { name: '存好' }).click()
    await done(words)
  }
  for (const words of ['裂缝或崩落照片', '处置后照片']) {
    await item(words).getByRole('button').first().click()
    const chooser = page.waitForEvent('filechooser')
    await item(words).getByRole('button', { name: '打开相机' }).click()
    await (await chooser).setFiles(madePhoto())
    await done(words)
  }
  await item('设警戒').getByRole('button').first().click()
  await done('设警戒')
}

async function handIn(page: Page, result: string): Promise<void> {
  await page.getByRole('button', { name: '提交核查' }).click()
  await page.getByRole('textbox', { name: '处置结果' }).fill(result)
  await page.getByRole('button', { name: '提交核查' }).click()
  await page.getByText('已提交，等第二个人核查').waitFor()
}

/** Does it on the phone and waits until the server has it: the phone shows it at once, also without a network. */
async function told(page: Page, verb: string, run: () => Promise<void>): Promise<void> {
  const answer = page.waitForResponse((response) => response.url().endsWith(`/${verb}`) && response.request().method() === 'POST')
  await run()
  const { ok, status } = await answer.then((response) => ({ ok: response.ok(), status: response.status() }))
  assert.ok(ok, `${verb}: ${status}`)
}
