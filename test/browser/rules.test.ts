import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Backtest } from '../../contract/backtest.ts'
import type { PackRules } from '../../contract/rules.ts'
import { firstTank, readTank } from './tank.ts'
import { type Person, startZhili, type Zhili } from './zhili.ts'

const step = { timeout: 100_000 }
const pressed = ({ page }: Person, name: string | RegExp) => page.getByRole('button', { name }).first().click()
const shows = ({ page }: Person, words: string | RegExp) => page.getByText(words).first().waitFor()
const sentence = ({ page }: Person) => page.getByRole('textbox', { name: '规则句' })

/** Two people change a rule on the screen: one writes and tries it, the other publishes it; and they take it back. */
describe('a rule that is changed by two people', { timeout: 420_000 }, () => {
  let zhili: Zhili
  let author: Person
  let second: Person
  let written = ''

  before(
    async () => {
      zhili = await startZhili({ simulator: false, maps: false })
      for (const ch4 of [3, 47, 12]) await readTank(zhili.url, firstTank, ch4)
      author = await zhili.newPerson('city-duty')
      second = await zhili.newPerson('city-leader')
    },
    { timeout: 120_000 },
  )
  after(() => zhili?.stop())

  it('marks the place that cannot be read, says what may stand there, and keeps the rest of what was written', step, async () => {
    await author.goto('/rules?pack=septic-gas')
    await shows(author, '场景包自带')
    await pressed(author, '起草新版')
    await pressed(author, '改 甲烷超标')
    written = await sentence(author).inputValue()
    assert.match(written, /≥ 50 %LEL 时报红色/)
    await sentence(author).fill('甲烷 大概 很高')
    await shows(author, /第 1 行第 4 个字：.*应为/)
    assert.equal(await author.page.locator('mark').innerText(), '大概')
    assert.equal(await sentence(author).getAttribute('aria-invalid'), 'true')
    await shows(author, '还有 1 处错误')
    assert.match((await author.page.getByRole('button', { name: '存为草稿' }).getAttribute('title')) ?? '', /1 处错误/)
    await sentence(author).fill('甲烷 ')
    await pressed(author, '≥')
    assert.equal(await sentence(author).inputValue(), '甲烷 ≥')
  })

  it('finds what no rule may say at its place, in the sentence and in the fields alike', step, async () => {
    await sentence(author).fill(written.replace('≥ 50', '≥ 500'))
    await shows(author, /红色 限值：限值 500 超出/)
    await author.page.getByText('分项', { exact: true }).click()
    const limits = author.page.getByRole('textbox', { name: '限值 %LEL' })
    await shows(author, /限值 500 超出/)
    await limits.last().fill('45')
    await shows(author, '红色限值 50 → 45 %LEL')
    await shows(author, '写明为什么改')
    await author.page.getByText('JSON', { exact: true }).click()
    assert.match(await author.page.getByRole('textbox', { name: 'JSON' }).inputValue(), /"limit": 45/)
  })

  it('survives a reload before it is saved, and is then a draft', step, async () => {
    await author.page.reload()
    await pressed(author, '起草新版')
    await shows(author, '红色限值 50 → 45 %LEL')
    await author.page.getByRole('textbox', { name: /为什么改/ }).fill('夏季提前报红')
    await pressed(author, '存为草稿')
    await author.page.getByRole('heading', { name: '第 1 版' }).waitFor()
    await shows(author, '还没有试算')
  })

  it('is tried on recorded days beside the rules in force', step, async () => {
    await author.page.getByRole('tab', { name: '试算' }).click()
    await pressed(author, '试算第 1 版')
    const row = (name: string) => author.page.getByRole('row', { name: new RegExp(`^${name}`) })
    await row('其中红色').waitFor()
    assert.deepEqual(await row('其中红色').getByRole('cell').allInnerTexts(), ['0', '1', '+1'])
    await shows(author, '试算够发布')
    const { rows } = await author.get<{ rows: Backtest[] }>('/backtests?pack=septic-gas')
    assert.deepEqual([rows.length, rows[0]?.state, rows[0]?.result?.difference.graver], [1, 'done', 1])
  })

  it('is published by the other one only, who sees what it changes', step, async () => {
    await pressed(author, '提请发布')
    await author.page.getByRole('region', { name: '提请发布' }).getByRole('button', { name: '提请发布' }).click()
    await shows(author, '须由另一人发布：不能是写这一版的人')
    assert.equal(await author.page.getByRole('button', { name: /发布第 1 版/ }).getAttribute('aria-disabled'), 'true')
    await second.goto('/rules?pack=septic-gas&v=1&tab=changes')
    await shows(second, '红色限值 50 → 45 %LEL')
    await pressed(second, '发布第 1 版')
    await second.page.getByRole('region', { name: '发布第 1 版' }).getByRole('button', { name: '发布第 1 版' }).click()
    await shows(second, '第 1 版已发布')
    await author.page.locator('.version-head').getByText('现行', { exact: true }).waitFor()
    assert.equal((await author.get<PackRules>('/rules/septic-gas')).version, 1)
    await author.page.getByRole('tab', { name: '经过' }).click()
    await author.page.getByRole('listitem').filter({ hasText: '卢思齐' }).filter({ hasText: '发布' }).first().waitFor()
  })

  it('is taken back in one step, by two people again', step, async () => {
    await pressed(author, '退回上一版')
    const form = author.page.getByRole('region', { name: '退回上一版' })
    await form.getByRole('textbox').fill('报得太多')
    await form.getByRole('button', { name: '退回上一版' }).click()
    await author.page.getByRole('heading', { name: '第 2 版' }).waitFor()
    await second.goto('/rules?pack=septic-gas&v=2')
    await pressed(second, '发布第 2 版')
    await second.page.getByRole('region', { name: '发布第 2 版' }).getByRole('button', { name: '发布第 2 版' }).click()
    await shows(second, '第 2 版已发布')
    const { version, rules } = await second.get<PackRules>('/rules/septic-gas')
    const red = rules.find(({ rule }) => rule.id === 'ch4')?.zh
    assert.equal(version, 2)
    assert.match(red ?? '', /≥ 50 %LEL 时报红色/)
  })

  it('says to who may not draft what it takes, and shows what each rule raised', step, async () => {
    const hub = await zhili.newPerson('jiangbei-duty')
    await hub.goto('/rules?pack=septic-gas&tab=week')
    const methane = hub.page.getByRole('row', { name: /甲烷超标/ })
    await methane.waitFor()
    assert.equal(await methane.getByRole('cell').first().innerText(), '1')
    assert.match((await hub.page.getByRole('button', { name: /起草新版/ }).getAttribute('title')) ?? '', /起草规则/)
    assert.deepEqual(zhili.faults(), [])
    assert.deepEqual(zhili.outside(), [])
  })
})
