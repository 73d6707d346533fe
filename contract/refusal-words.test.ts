import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { EventAction, EventState } from './event.ts'
import { Permit } from './permit.ts'
import { reasons } from './refusal-reasons.ts'
import { lengthWords, sayRefusal } from './refusal-words.ts'
import { OrderAction, OrderState } from './work-order.ts'

const chinese = /\p{Script=Han}/u

describe('a refusal', () => {
  it('says states, verbs and permits in the words of the staff, each language without the other', () => {
    assert.deepEqual(sayRefusal('work-order.state', { state: 'asked', verb: 'excuse' }), {
      zh: '工单处于“待签收”，不能免除',
      en: 'The work order is not accepted yet; excusing is not possible',
    })
    assert.match(sayRefusal('permit.missing', { permit: 'work-order.approve' }).zh, /^岗位没有“批准延期”权限/)
    for (const state of [...EventState.options, ...OrderState.options])
      for (const verb of [...EventAction.options, ...OrderAction.options]) {
        if (/pause|raise|hand-down/.test(verb)) continue // refused by other codes
        const { zh, en } = sayRefusal('event.state', { state, verb })
        assert.doesNotMatch(zh, /[a-z]/, `${state} ${verb}`)
        assert.doesNotMatch(en, chinese)
      }
    for (const permit of Permit.options) assert.doesNotMatch(sayRefusal('permit.missing', { permit }).zh, /[a-z]/)
  })
  it('says a moment on the clock of the city, and the place in a formula as a number', () => {
    assert.match(sayRefusal('directory.older', { at: '2026-03-01T02:00:00.000Z' }).zh, /2026年3月1日 10:00/)
    assert.match(sayRefusal('vital.formula', { at: 7, found: '∅' }).zh, /^公式第 7 个字符/)
    assert.match(sayRefusal('vital.formula', { at: 7, found: '∅' }).en, /at character 7,/)
  })
  it('counts one thing as one, and many as many', () => {
    const said = (count: number) => sayRefusal('event.others-at-work', { count, units: '甲', unitsEn: 'A' }).en
    assert.equal(said(1), '1 unit still has open mandatory orders: A; excuse them first')
    assert.equal(said(2), '2 units still have open mandatory orders: A; excuse them first')
    assert.equal(sayRefusal('admin.in-use', { count: 1 }).en, '1 open work order first')
    assert.equal(sayRefusal('input.malformed', { path: '/', reason: 'count.events', n: 0, max: 9 }).en.includes('0 events'), true)
  })
  it('names what is missing in the language it is read in', () => {
    const said = sayRefusal('work-order.evidence-missing', { missing: '处置后照片', missingEn: 'Photo after', items: 'after' })
    assert.deepEqual(said, { zh: '还缺：处置后照片', en: 'Still missing: Photo after' })
  })
  it('says why input is malformed in Chinese, and where', () => {
    const { zh, en } = sayRefusal('input.malformed', { path: '/until', reason: 'time.past' })
    assert.deepEqual([zh, en], ['请求内容有误：截止时间 已经过去', 'Malformed input: /until is in the past'])
    const zod = sayRefusal('input.malformed', { path: '/lat', reason: 'most.number', max: 90 })
    assert.deepEqual([zod.zh, zod.en], ['请求内容有误：纬度 须不超过 90', 'Malformed input: /lat must be at most 90'])
  })
  it('has words of its own for every reason, each language without the other', () => {
    for (const [code, { zh, en }] of Object.entries(reasons)) {
      assert.doesNotMatch(en, chinese, code)
      assert.doesNotMatch(zh.replace(/\{\w+\}/g, ''), /[A-Za-z]+ [A-Za-z]+/, code)
      const parts = (words: string) => [...words.matchAll(/\{(\w+?)(En)?\}/g)].map((found) => found[1]).sort()
      assert.deepEqual(parts(zh), parts(en), code)
    }
    const unknown = sayRefusal('input.malformed', { path: '/', reason: 'Unexpected token' })
    assert.deepEqual(unknown, { zh: '请求内容有误：正文 不合要求', en: 'Malformed input: the body does not fit' })
  })
  it('repeats what was sent in quotation marks, cut short, and never takes it for words of its own', () => {
    const { zh } = sayRefusal('input.malformed', { path: '/item', reason: 'item.unknown', name: `a”${'㐂'.repeat(200)}` })
    assert.match(zh, /^请求内容有误：检查项 没有这一项：“a"㐂{78}…”$/u)
    assert.equal(
      sayRefusal('reading.malformed', { path: '/values/㐂 𠮷', reason: 'must.number' }).en,
      'Malformed reading: “/values/㐂 𠮷” must be a number',
    )
  })
  it('tells a moment on the clock of the city', () => {
    const details = { at: '2026-03-02T00:05:00Z' }
    assert.equal(sayRefusal('reading.too-old', details).zh, '设备时间 2026年3月2日 08:05 早于保存期限，读数不收')
    assert.match(sayRefusal('reading.too-old', details, 'Europe/Berlin').en, /2 March 2026 at 01:05/)
  })
  it('tells long times so that they can be pictured', () => {
    assert.equal(sayRefusal('reading.future', { seconds: 251_606_652_780 }).zh, '设备时间比现在快 7973 年')
    assert.deepEqual(
      [1, 90, 600, 7200, 86_400, 3 * 86_400].map((seconds) => lengthWords(seconds).en),
      ['1 second', '90 seconds', '10 minutes', '2 hours', '24 hours', '3 days'],
    )
  })
})
