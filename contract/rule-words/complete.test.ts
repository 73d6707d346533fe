import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { gasPack } from '../../test/demo-packs.ts'
import { complete } from './complete.ts'
import { namesOfPack } from './names.ts'
import { readBody, sayBody } from './say-rule.ts'

const names = namesOfPack(gasPack)
const next = (text: string, lang: 'zh' | 'en' = 'zh') => complete(text, lang, names).words

describe('what may be written next in the sentence of a rule', () => {
  it('begins with readings, commands and devices', () => {
    for (const word of ['甲烷', '氧气', '设备', '指令']) assert.ok(next('').includes(word), word)
  })
  it('goes on with what the sentence can be read on with, in both languages', () => {
    assert.deepEqual(next('甲烷 ').slice(0, 2).toSorted(), ['≤', '≥'])
    assert.ok(next('Methane ≥ 50 %LEL ', 'en').includes('for'))
    assert.deepEqual(next('甲烷 ≥ 50 %LEL 时报').toSorted(), ['橙色', '红色', '蓝色', '黄色'].toSorted())
    assert.deepEqual(next('指令 '), ['启动排风', '停止排风'])
  })
  it('keeps to what was begun, and says from where', () => {
    assert.deepEqual(complete('甲烷 ≥ 50 %LEL 时报红', 'zh', names), { at: 15, words: ['红色'] })
    assert.deepEqual(next('甲烷 ≥ '), [], 'a number is for the person to think of')
    assert.deepEqual(next('甲烷 大概'), [])
  })
  it('has nothing after a sentence that is whole', () => {
    for (const rule of gasPack.detect) assert.deepEqual(next(sayBody(rule, 'zh', names)), [], rule.id)
  })
  it('leads from nothing to a sentence that can be read, word by word', () => {
    let text = ''
    for (const word of ['设备', '10 分钟', '没有数据时报', '红色', '；恢复来数即解除']) {
      const { at, words } = complete(text, 'zh', names)
      assert.ok(words.includes(word), `${text}: ${words.join(' ')}`)
      text = `${text.slice(0, at)}${word} `
    }
    assert.deepEqual(readBody(text, 'zh', names), { kind: 'silence', for: '10m', severity: 'red' })
  })
})
