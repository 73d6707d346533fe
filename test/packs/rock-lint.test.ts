import assert from 'node:assert/strict'
import { it } from 'node:test'
import { rockHazard } from '../../packs/rock-hazard/pack.ts'
import { lintRules } from '../../server/flow/2-detect/rules/lint/lint-rules.ts'

it('the quick rules of rocks add no colour of their own and are asked for: the check finds nothing in them', () =>
  assert.deepEqual(lintRules(rockHazard.detect, rockHazard), []))
