import assert from 'node:assert/strict'
import { it } from 'node:test'
import { riskHead, riskWords, unratedWords } from '../contract/risk-words.ts'
import { risks } from '../contract/scales.ts'
import { en } from './messages/en.ts'
import { zh } from './messages/zh.ts'

it('levels of risk have one name each, on screens and on paper', () => {
  for (const level of risks) assert.deepEqual({ zh: zh[`risk.${level}`], en: en[`risk.${level}`] }, riskWords[level])
  assert.deepEqual({ zh: zh['risk.none'], en: en['risk.none'] }, unratedWords)
  assert.deepEqual(
    risks.map((level) => riskHead(level, 'en')),
    ['Extreme', 'High', 'Medium', 'Lower', 'Low'],
  )
  assert.equal(riskHead('red', 'zh'), '重大风险')
})
