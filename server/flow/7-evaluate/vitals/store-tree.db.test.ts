import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startStory } from '../../../../test/story.ts'
import { createLiveTree } from './store-live-tree.ts'
import { readRollTree } from './store-tree.ts'

const [linjiang, zhuxi] = ['99/990101/990101001/', '99/990101/990101002/']

describe('the tree of numbers', () => {
  it('gives a division that left a town to a zone the towns it kept, and each of both its own head', async (test) => {
    const { zhili, sql } = await startStory(test)
    assert.deepEqual((await readRollTree(zhili.spine, 'Asia/Shanghai')).node('990101')?.paths, ['99/990101/'])
    await sql(`insert into operating_districts (code, name, kind, sort) values ('zone', '高新区', 'zone', 99)`)
    await sql(`update areas set operating_district = 'zone' where code = '990101002'`)
    const tree = await readRollTree(zhili.spine, 'Asia/Shanghai')
    // Beside its towns each has a place of its own, which whoever answers for all of them answers for.
    const [rest, zone] = ['99/990101/own-990101/', '99/zone/own-zone/']
    assert.deepEqual(
      [tree.node('990101')?.paths, tree.node('zone')?.paths],
      [
        [rest, linjiang],
        [zone, zhuxi],
      ],
    )
    assert.deepEqual(
      [tree.heads([linjiang, rest]).includes('990101'), tree.heads([linjiang, rest]).includes('zone')],
      [true, false],
    )
    assert.deepEqual(
      [tree.covers([zhuxi, zone], 'zone'), tree.covers([zhuxi, zone], '990101'), tree.covers([zone], 'zone')],
      [true, false, false],
    )
    const at = (code: string) => tree.parentOf(code, Date.parse('2026-03-02T00:00Z'))
    assert.deepEqual([at('own-zone'), at('own-99'), at('own-nowhere')], ['zone', '99', undefined])
    assert.ok(tree.covers(['99/990101/'], '990101'), 'who answers for all of it answers for what it kept')
  })

  it('is read once, looked after every ten minutes, and read anew only where something differs', async (test) => {
    const { zhili, sql, pass, acknowledge } = await startStory(test)
    const live = createLiveTree(zhili.spine, 'Asia/Shanghai')
    const first = await live.read()
    await pass({ m: 11 })
    assert.equal(await live.read(), first, 'nothing has changed')
    await sql(`update areas set operating_district = null, name = '临江新镇' where code = '990101001'`)
    assert.equal(await live.read(), first, 'it was looked a moment ago')
    await pass({ m: 11 })
    const second = await live.read()
    assert.equal(second.node('990101001')?.name, '临江新镇')
    assert.notEqual(first.node('990101001')?.name, '临江新镇')
    live.forget()
    assert.notEqual(await live.read(), second, 'whoever knows of a change need not wait')
    await acknowledge()
  })
})
