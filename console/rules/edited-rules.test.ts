import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ThresholdRule } from '../../contract/pack.ts'
import { namesOfPack } from '../../contract/rule-words/names.ts'
import { gasPack } from '../../test/demo-packs.ts'
import {
  type EditedRule,
  editedOf,
  freshId,
  givenOf,
  headLine,
  jsonFault,
  jsonOf,
  keptRules,
  lineOf,
  placeInField,
  putBack,
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
  it('takes no JSON the contract calls no rule, and says what is wrong and where', () => {
    const rule = methane as ThresholdRule
    const faultOf = (given: object) => {
      const written = writeJson(editedOf(rule), JSON.stringify(given))
      assert.equal(written.rule, rule)
      assert.equal(unreadable(written, 'zh', names), 'json')
      return jsonFault(written, 'zh')
    }
    const { levels, ...without } = rule
    assert.deepEqual(faultOf(without), { path: 'levels', words: '缺少' })
    assert.equal(faultOf({ ...rule, kind: 'magic' })?.path, 'kind')
    assert.deepEqual(faultOf({ ...rule, levels: [{ ...levels[0], limit: 'high' }] }), {
      path: 'levels.0.limit',
      words: '应为数字',
    })
    assert.equal(jsonFault(writeJson(editedOf(rule), '{'), 'en')?.words, 'is no valid JSON')
  })
  it('shows what was kept, and begins again where that can no longer be said', () => {
    const written = writeSentence(editedOf(methane!), '甲烷 大概', 'zh', names)
    const bad = { ...editedOf(methane!), rule: { id: 'ch4', kind: 'magic', name: methane!.name } } as unknown as EditedRule
    const kept = (...rules: unknown[]) => keptRules(JSON.stringify(rules), gasPack.detect, 'zh', names)
    assert.deepEqual(kept(written), [written])
    assert.deepEqual(kept(bad, { ...bad, key: 'new' }), [editedOf(methane!)])
    assert.equal(keptRules('{', gasPack.detect, 'zh', names), null)
  })
  it('comes back alone when its removal is undone', () => {
    const [first, second, third] = gasPack.detect.map(editedOf) as [EditedRule, EditedRule, EditedRule]
    const changed = writeSentence(third, '甲烷 大概', 'zh', names)
    assert.deepEqual(putBack([first, changed], second, 1), [first, second, changed])
    assert.deepEqual(putBack([first, second], second, 1), [first, second])
  })
  it('counts lines and signs from one, and gives every new rule an id of its own', () => {
    assert.deepEqual(lineOf('甲\n乙丙', 3), { line: 2, sign: 2 })
    assert.equal(freshId([editedOf(methane!)], 'ch4'), 'ch4-2')
  })
})
