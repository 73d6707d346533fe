import assert from 'node:assert/strict'
import { it } from 'node:test'
import { titleWords, vitalWords } from './vital-words.ts'

it('says what was told, what it should be, and for how long it has not been', () => {
  const said = {
    name: '断面氨氮',
    areaName: '江北区',
    period: '2026-11-27T14',
    value: 2.3,
    unit: 'mg/L',
    least: null,
    most: 1,
    hold: 2,
  }
  assert.equal(vitalWords(said), '江北区断面氨氮 2026年11月27日 14时 期 2.3 mg/L，常态至多 1 mg/L，连续 2 期出常态')
  assert.match(vitalWords({ ...said, least: 95, most: null, hold: 1 }), /常态至少 95 mg\/L，出常态$/)
  assert.match(vitalWords({ ...said, value: null }), / 期的数已撤回，按此前的数，常态至多 1 mg\/L，/)
  assert.match(vitalWords({ ...said, least: 6, most: 9 }), /常态 6 至 9 mg\/L/)
})

it('names the vital in every title, so that two cases of one object can be told apart', () => {
  const said = (name: string) => ({ areaName: '江北区', name })
  const title = (template: string, object: string | null, name: string) => {
    const { object: of, place } = titleWords(template, object, said(name))
    return template.replace('{object}', of).replace('{place}', place)
  }
  assert.equal(title('{object} 水质异常', '入江断面', '化学需氧量'), '入江断面 化学需氧量 水质异常')
  assert.equal(title('{object} 水质异常', '入江断面', '氨氮'), '入江断面 氨氮 水质异常')
  assert.equal(title('{object} 水质异常', null, '氨氮'), '江北区氨氮 水质异常')
  assert.equal(title('{place} 故障', '一号泵站', '液位'), '一号泵站 液位 故障')
  assert.equal(title('{place}：{object} 故障', '一号泵站', '液位'), '江北区：一号泵站 液位 故障')
})
