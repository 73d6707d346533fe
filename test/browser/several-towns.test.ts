import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startStory } from '../story.ts'
import { type Person, startVisitors } from './zhili.ts'

/** Whoever answers for several towns says which one something is for; nothing is done for the first of them silently. */
test('who answers for two towns chooses between them', { timeout: 200_000 }, async (t) => {
  const story = await startStory(t, { web: true })
  const towns = await story.sql<{ code: string; name: string; path: string }>(
    `select code, name, path from areas where tier = 'town' order by path limit 2`,
  )
  const [first, second] = [towns[0]!, towns[1]!]
  const added = await story.sql(
    `insert into unit_areas (unit, area, path) select unit, $2, $3 from unit_areas where area = $1 and unit = 'unit-linjiang' returning unit`,
    [first.code, second.code, second.path],
  )
  assert.equal(added.length, 1, 'the first town is of the unit that gets the second one too')
  const url = await story.zhili.app.listen({ port: 0, host: '127.0.0.1' })
  const visitors = await startVisitors(url, false)
  t.after(async () => {
    await visitors.stop()
    story.zhili.app.server.closeAllConnections()
  })
  const choose = async ({ page }: Person, label: RegExp, name: string): Promise<void> => {
    await page.getByRole('button', { name: label }).click()
    await page.getByRole('option', { name }).click()
  }
  const duty = await visitors.newPerson('tangke')
  const { page } = duty

  t.diagnostic('a silence')
  await duty.goto('/feeds?tab=quiet')
  await page.getByRole('button', { name: '设静默' }).click()
  const form = page.getByRole('dialog')
  await form.getByText(/^缺：区域/).waitFor()
  await choose(duty, /区域 必填/, second.name)
  await form.getByRole('textbox', { name: '原因' }).fill('二级管网改造')
  const until = form.getByRole('group', { name: /^结束/ }).getByRole('spinbutton').first()
  await until.click()
  await page.keyboard.type('202603032000')
  await form.getByRole('button', { name: '保存静默' }).click()
  await form.waitFor({ state: 'detached' })
  assert.deepEqual(await story.sql('select area from mutes'), [{ area: second.path }])

  t.diagnostic('what a plan does on each tier, and its rehearsal')
  await duty.goto('/plans?type=septic-gas.over-limit&v=0&tab=tiers')
  await page.getByText(`${first.name}，按现在的值班`).waitFor()
  await choose(duty, / 辖区/, second.name)
  await page.getByText(`${second.name}，按现在的值班`).waitFor()
  await duty.goto('/plans?type=septic-gas.over-limit&v=0')
  await choose(duty, / 地点$/, second.name)
  await page.getByRole('button', { name: `${second.name} 地点` }).waitFor()

  t.diagnostic('a layer, and the unit of an object')
  const keeper = await visitors.newPerson('baining')
  await keeper.goto('/scene')
  await keeper.page.getByRole('button', { name: '导入图层' }).click()
  assert.equal(await keeper.page.getByText(/^导入到/).count(), 0, 'nowhere before a town is chosen')
  await choose(keeper, / 辖区/, second.name)
  await keeper.page.getByText(`导入到：${second.name}`).waitFor()
  await keeper.goto('/objects?kind=septic-tank')
  await keeper.page.getByRole('button', { name: '登记', exact: true }).click()
  await keeper.page.getByRole('listbox', { name: '责任单位' }).getByText(first.name).first().waitFor()
  await choose(keeper, /责任单位 · 辖区/, second.name)
  await keeper.page.getByRole('listbox', { name: '责任单位' }).getByText(second.name).first().waitFor()
  assert.deepEqual(visitors.faults(), [])
  await story.acknowledge()
  await story.end()
})
