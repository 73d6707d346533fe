import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { namesOfPack } from '../../contract/rule-words/names.ts'
import { gasPack } from '../../test/demo-packs.ts'
import {
  editedOf,
  freshId,
  givenOf,
  headLine,
  jsonOf,
  lineOf,
  placeInField,
  sentenceOf,
  unreadable,
  writeJson,
  writeRule,
  writeSentence,
} from './edited-rules.ts'

const names = namesOfPack(gasPack)
const [methane] = gasPack.detect

describe('a rule while it is written', () => {
  it('is the same by its sentence, its JSON and its parts, in both languages', () => {
    for (const rule of gasPack.detect) {
      const edited = editedOf(rule)
      for (const lang of ['zh', 'en'] as const)
        assert.deepEqual(writeSentence(edited, sentenceOf(edited, lang, names), lang, names).rule, rule)
      assert.deepEqual(writeJson(edited, jsonOf(edited)).rule, rule)
      assert.deepEqual(writeRule(edited, rule), edited)
    }
  })
  it('keeps a sentence that cannot be read, sends it with its head, and finds the place of the fault in the field', () => {
    const written = writeSentence(editedOf(methane!), '甲烷 大概 很高', 'zh', names)
    assert.equal(unreadable(written, 'zh', names), 'sentence')
    assert.equal(sentenceOf(written, 'zh', names), '甲烷 大概 很高')
    const given = givenOf(written, 'zh', names) as string
    assert.equal(given, `${headLine(methane!, 'zh', names)}\n甲烷 大概 很高`)
    assert.equal(placeInField(given.indexOf('大概'), written, 'zh', names), 3)
    const whole = writeSentence(written, '设备 3 分钟没有数据时报红色；恢复来数即解除。', 'zh', names)
    assert.deepEqual(givenOf(whole, 'zh', names), {
      ...{ id: 'ch4', family: 'gas', name: methane!.name },
      ...{ kind: 'silence', for: '3m', severity: 'red' },
    })
  })
  it('keeps JSON that is none, and says so', () => {
    const written = writeJson(editedOf(methane!), '{')
    assert.deepEqual([unreadable(written, 'zh', names), jsonOf(written), written.rule], ['json', '{', methane])
  })
  it('counts lines and signs from one, and gives every new rule an id of its own', () => {
    assert.deepEqual(lineOf('甲\n乙丙', 3), { line: 2, sign: 2 })
    assert.equal(freshId([editedOf(methane!)], 'ch4'), 'ch4-2')
  })
})
