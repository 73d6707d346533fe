import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Backtest } from '../../contract/backtest.ts'
import type { PlanList, PlanRunning } from '../../contract/plan-version.ts'
import { firstTank, readTank } from './tank.ts'
import { type Person, startZhili, type Zhili } from './zhili.ts'

const step = { timeout: 100_000 }
const pressed = ({ page }: Person, name: string | RegExp) => page.getByRole('button', { name }).first().click()
const shows = ({ page }: Person, words: string | RegExp) => page.getByText(words).first().waitFor()
const type = 'septic-gas.over-limit'

/** Two people change a plan on the screen: written as a table, rehearsed, tried, published by the other; and taken back. */
describe('a plan that is changed by two people', { timeout: 420_000 }, () => {
  let zhili: Zhili
  let author: Person
  let second: Person

  before(
    async () => {
      zhili = await startZhili({ simulator: false, maps: false })
      for (const ch4 of [3, 55]) await readTank(zhili.url, firstTank, ch4)
      author = await zhili.newPerson('city-duty')
      second = await zhili.newPerson('city-leader')
    },
    { timeout: 120_000 },
  )
  after(() => zhili?.stop())

  it('is chosen from the list, and written as a table that says what is wrong with it', step, async () => {
    await author.goto('/plans')
    await pressed(author, '沼气超标')
    await shows(author, '按现行版运行 1 件')
    await pressed(author, '起草新版')
    const accept = author.page.getByRole('textbox', { name: 'I 级 特别重大 签收' })
    await accept.fill('30')
    await shows(author, /比前一项还早/)
    await accept.fill('2')
    await shows(author, /I 级 特别重大 签收 3 分钟 2 分钟/)
    // A row moves with Alt and an arrow, without leaving the keyboard.
    await author.page.getByRole('textbox', { name: '中文名' }).nth(1).press('Alt+ArrowUp')
    await shows(author, /从第 \d 位移到第 \d 位/)
    await pressed(author, '撤销')
    await author.page.getByRole('textbox', { name: /为什么改/ }).fill('红色两分钟无人签收就升级')
  })

  it('is rehearsed while it is written: the slider says who holds it at which minute', step, async () => {
    const clock = author.page.getByRole('slider', { name: '推演时钟' })
    await shows(author, /下一个：第 2 分/)
    await clock.press('ArrowRight')
    await clock.press('ArrowRight')
    await shows(author, /到第 2 分：/)
    await author.page.keyboard.press('Control+Enter')
    await shows(author, '第 1 版草稿已存')
  })

  it('is tried on recorded days and published by somebody else; what runs keeps its version', step, async () => {
    await author.page.getByRole('tab', { name: '试算' }).click()
    const began = author.page.waitForResponse(
      (answer) => answer.url().endsWith('/backtests') && answer.request().method() === 'POST',
    )
    await pressed(author, '用这一版试算')
    const { id } = (await (await began).json()) as { id: string }
    for (let state = 'waiting'; state !== 'done'; ) {
      state = ((await (await author.page.request.get(`${zhili.url}/api/v1/backtests/${id}`)).json()) as Backtest).state
      assert.ok(['waiting', 'running', 'done'].includes(state), state)
    }
    await pressed(author, '提请发布')
    await author.page.getByRole('region', { name: '提请发布' }).getByRole('button', { name: '提请发布' }).click()
    await shows(author, /待发布/)
    await second.goto(`/plans?type=${type}&v=1`)
    await pressed(second, /^发布/)
    await shows(second, /只管此后新派遣的事件/)
    await second.page.getByRole('region', { name: /^发布/ }).getByRole('button', { name: /^发布/ }).click()
    await shows(second, /仍按第 0 版运行 1 件/)
    const running = (await (await second.page.request.get(`${zhili.url}/api/v1/plans/${type}/running`)).json()) as PlanRunning
    assert.deepEqual(
      running.rows.map(({ version }) => version),
      [0],
    )
  })

  it('is taken back in one step, again by two', step, async () => {
    await author.goto(`/plans?type=${type}`)
    await pressed(author, /退回上一版/)
    await author.page.getByRole('textbox', { name: /原因|理由/ }).fill('两分钟太紧')
    await author.page
      .getByRole('region', { name: /退回上一版/ })
      .getByRole('button', { name: /退回上一版/ })
      .click()
    await second.goto(`/plans?type=${type}&v=2`)
    await pressed(second, /^发布/)
    const done = second.page.waitForResponse((answer) => answer.url().endsWith('/publish'))
    await second.page.getByRole('region', { name: /^发布/ }).getByRole('button', { name: /^发布/ }).click()
    assert.equal((await done).status(), 200)
    const list = (await (await second.page.request.get(`${zhili.url}/api/v1/plans`)).json()) as PlanList
    assert.equal(list.rows.find((row) => row.type === type)?.version, 2)
  })
})
