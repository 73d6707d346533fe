import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { loadPinyin, rank, score } from './search.ts'

const commands = ['催办 牵头单位', '重办：打回处置', '抄报 上级指挥长', '超标 规则与阈值', '推送大屏']

describe('the search', async () => {
  const pinyin = await loadPinyin()
  it('finds by 汉字', () =>
    assert.deepEqual(
      rank(commands, (c) => c, '大屏'),
      ['推送大屏'],
    ))
  it('finds by the initials of the pinyin', () =>
    assert.deepEqual(
      rank(commands, (c) => c, 'cb', pinyin),
      ['催办 牵头单位', '重办：打回处置', '抄报 上级指挥长', '超标 规则与阈值'],
    ))
  it('finds by full pinyin', () =>
    assert.deepEqual(
      rank(commands, (c) => c, 'cuiban', pinyin),
      ['催办 牵头单位'],
    ))
  it('knows both readings of a character', () => assert.ok(score('重庆市', 'chongqing', pinyin) > 0))
  it('puts a match at the start first', () =>
    assert.deepEqual(
      rank(['北江路', '江北区'], (c) => c, 'jb', pinyin),
      ['江北区'],
    ))
  it('shows all while nothing is typed', () => assert.equal(rank(commands, (c) => c, ' ').length, 5))
  it('finds plain text before the pinyin table is there', () => {
    assert.equal(score('Merge', 'mer'), 4)
    assert.equal(score('催办', 'cb'), 0)
  })
})
