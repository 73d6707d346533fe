import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { factKinds } from '../contract/fact.ts'
import { factWords } from './fact-words.ts'
import { packWords } from './pack-words.ts'

const actor = { kind: 'person' as const, id: 'p-zhoumin', name: '周敏' }
const noWords = { commands: {}, readings: {}, rules: {}, types: {}, packs: {}, devices: {}, objects: {}, units: {}, measures: {} }
const now = Date.parse('2026-04-10T09:48:00+08:00')
const say = (kind: string, body: Record<string, unknown>) => factWords({ kind, body, actor }, 'zh-CN', now)

describe('a fact in words', () => {
  it('turns codes into words', () =>
    assert.equal(
      say('alarm.raised', { label: '塔山公园公厕', reading: 'ch4', value: 52, unit: ' %LEL', severity: 'red' }).text,
      '塔山公园公厕 ch4 52 %LEL，红色报警',
    ))
  it('says by which rule there is an alarm where nothing was measured, not a dash', () => {
    const silent = { label: '塔山公园公厕', reading: '', value: null, unit: '', severity: 'blue', rule: '设备离线' }
    assert.equal(say('alarm.raised', silent).text, '塔山公园公厕 设备离线，蓝色报警')
    assert.equal(say('alarm.raised', { ...silent, reading: 'flow', value: 0, rule: 'x' }).text, '塔山公园公厕 flow 0，蓝色报警')
  })
  it('says by which rule: 9 %LEL is orange because the fan does not help, not by itself', (t) => {
    t.after(() => packWords.set(null))
    packWords.set({
      ...noWords,
      rules: { 'fan-ineffective': { zh: '排风无效', en: 'Fan does not help' }, silent: { zh: '设备离线', en: 'Silent' } },
    })
    const body = { label: '1 号池', reading: 'ch4', value: 9, unit: ' %LEL', severity: 'orange', rule: 'fan-ineffective' }
    assert.equal(say('alarm.raised', body).text, '1 号池 ch4 9 %LEL，橙色报警（规则：排风无效）')
    assert.equal(
      factWords({ kind: 'alarm.raised', body, actor }, 'en', now).text,
      '1 号池 ch4 9 %LEL: orange alarm (rule: Fan does not help)',
    )
    assert.equal(say('alarm.stepped-up', body).text, '1 号池 ch4 9 %LEL，升为橙色报警（规则：排风无效）')
    assert.equal(say('alarm.raised', { ...body, rule: 'unnamed' }).text, '1 号池 ch4 9 %LEL，橙色报警', 'a code is no name')
    const silent = { ...body, reading: '', value: null, unit: '', rule: 'silent' }
    assert.equal(say('alarm.raised', silent).text, '1 号池 设备离线，橙色报警', 'said once')
  })
  it('names a protocol as its standard does', () =>
    assert.equal(
      say('sender.ended', { protocol: 'gb26875', number: '010203040506', device: 'xf-1' }).text,
      '周敏 停用 GB/T 26875.3 号码 010203040506，设备 xf-1',
    ))
  it('says of a change of risk what it was, is and comes from, in the words of risk', () => {
    const why = { zh: '消防无水、用电', en: 'No fire water, wiring' }
    const body = { label: '临江大厦', from: 'green', to: 'yellow', why }
    assert.equal(say('object.risk-changed', body).text, '临江大厦 由低风险定为一般风险：消防无水、用电')
    assert.equal(say('object.risk-changed', { ...body, from: null, why: null }).text, '临江大厦 定为一般风险')
    assert.equal(
      factWords({ kind: 'object.risk-changed', body, actor }, 'en', now).text,
      '临江大厦: Low risk → Medium risk: No fire water, wiring',
    )
  })
  it('writes a length instead of bare seconds', () =>
    assert.equal(say('work-order.accepted', { tookS: 102 }).text, '周敏 签收，用时 1 分 42 秒'))
  it('writes moments in city time', () =>
    assert.equal(say('work-order.extended', { until: '2026-04-10T02:00:00Z' }).text, '同意延期到 4月10日 10:00'))
  it('writes an hour of a vital as its period, not as a moment', () => {
    const body = { areaName: '江北区', name: '断面氨氮', period: '2026-11-27T22', value: '0.71', unit: 'mg/L' }
    assert.equal(say('event.vital-back', body).text, '江北区“断面氨氮”2026年11月27日 22时 期为 0.71 mg/L，回到常态')
    // What was told is withdrawn, and that turns it: no dash stands for the number.
    const { value: _, ...rest } = body
    const withdrawn = { zh: '的数已撤回，按此前的数', en: 'withdrawn; by the number before' }
    const gone = { ...rest, withdrawn }
    assert.equal(say('event.vital-back', gone).text, '江北区“断面氨氮”2026年11月27日 22时 期的数已撤回，按此前的数回到常态')
    assert.equal(
      factWords({ kind: 'vital.outside', body: { ...gone, value: null }, actor }, 'en', now).text,
      '“断面氨氮” of 江北区 in 2026-11-27 22:00, withdrawn; by the number before: outside its range',
    )
  })
  it('knows which facts change the state', () => {
    assert.equal(say('event.closed', {}).dot, 'state')
    assert.equal(say('evidence.added', { label: '照片' }).dot, 'fact')
  })
  it('says of evidence what was done: photographed, measured with its unit, written or ticked', () => {
    const label = { zh: '开盖前甲烷读数', en: 'Methane before the lid is opened' }
    const body = { kind: 'reading', label, amount: 31, unit: '%LEL' }
    assert.equal(say('evidence.added', body).text, '周敏 测得开盖前甲烷读数 31 %LEL')
    assert.equal(
      factWords({ kind: 'evidence.added', body, actor }, 'en', now).text,
      '周敏 measured Methane before the lid is opened 31 %LEL',
    )
    const tick = { kind: 'tick', label: { zh: '通风', en: 'Ventilate' }, amount: null, unit: '' }
    assert.equal(say('evidence.added', tick).text, '周敏 完成：通风')
    assert.equal(say('evidence.added', { ...tick, kind: 'photo' }).text, '周敏 拍照：通风')
  })
  it('writes the reason of a waiver, and nothing where there was none', () => {
    assert.equal(say('check.passed', { waiver: '便携仪复测为零' }).text, '周敏 核查通过，理由：便携仪复测为零')
    assert.equal(say('check.passed', { waiver: null }).text, '周敏 核查通过')
  })
  it('shows the name of a kind it does not know', () => assert.equal(say('drone.launched', {}).text, 'drone.launched'))
  it('leaves no blank to fill in any kind, in both languages, when the body is complete', () => {
    let seen = 0
    for (const [kind, entry] of Object.entries(factKinds)) {
      const body = Object.fromEntries(Object.keys(entry.body.shape).map((key) => [key, 'x']))
      for (const lang of ['zh-CN', 'en'] as const) {
        assert.doesNotMatch(factWords({ kind, body, actor }, lang, now).text, /[{}]/, kind)
        seen++
      }
    }
    assert.ok(seen > 100)
  })
})
