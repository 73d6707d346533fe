import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { newRule, ruleKinds } from '../../console/rules/new-rule.ts'
import { DetectRule } from '../../contract/pack.ts'
import { vocabularyOf } from '../../server/centre/versions/vocabulary.ts'
import { checkRule } from '../../server/city/pack/check-rule.ts'
import { gasPack } from '../demo-packs.ts'

describe('a rule to begin with', () => {
  it('has no fault, whatever its kind', () => {
    const words = vocabularyOf(gasPack, [gasPack])
    for (const kind of ruleKinds) {
      const rule = DetectRule.parse(newRule(kind, 'fresh', words))
      assert.deepEqual(checkRule(rule, { ...gasPack, detect: [...gasPack.detect, rule] }), [], kind)
    }
  })
})
