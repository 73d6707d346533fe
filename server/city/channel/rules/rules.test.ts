import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { describe, it } from 'node:test'
import { type FactKind, factKinds, withoutPersons } from '../../../../contract/fact.ts'
import { cloudEvent } from './cloud-event.ts'
import { fillTemplate, unknownPlaceholders } from './fill-template.ts'
import { robotText } from './robot-text.ts'
import { saidYes } from './said-yes.ts'
import { signDingtalk, signWebhook } from './sign.ts'

const values = { phone: '13000000042', text: '红"色\n{secret}', code: '4821', key: 'k-1', secret: 's3' }

describe('a gateway’s template', () => {
  it('is filled in its strings, however deep', () =>
    assert.deepEqual(fillTemplate({ to: ['{phone}'], say: { text: '[{code}] {text}' }, n: 1 }, values), {
      to: ['13000000042'],
      say: { text: '[4821] 红"色\n{secret}' },
      n: 1,
    }))
  it('never reads what a value holds as a placeholder', () =>
    assert.equal(fillTemplate('{text}', { ...values, text: '{secret}' }), '{secret}'))
  it('may name nothing but the message and its own secret', () =>
    assert.deepEqual(unknownPlaceholders({ a: '{phone}{env.DATABASE_URL}', b: ['{constructor}', '{}'] }), [
      '{env.DATABASE_URL}',
      '{constructor}',
      '{}',
    ]))
})

describe('a gateway’s yes', () => {
  it('is the value at a path, as text', () => {
    assert.equal(saidYes({ path: 'data.code', equals: '0' }, '{"data":{"code":0}}'), true)
    assert.equal(saidYes({ path: 'data.code', equals: '0' }, '{"data":{"code":1}}'), false)
  })
  it('is not an answer without it, nor one that is no JSON', () => {
    for (const answer of ['', '<html>', '{}', 'null', '{"data":0}', '{"data":{"code":{}}}'])
      assert.equal(saidYes({ path: 'data.code', equals: '0' }, answer), false, answer)
    assert.equal(saidYes({ path: 'constructor.name', equals: 'Object' }, '{}'), false)
  })
  it('is any answer where nothing is asked for', () => assert.equal(saidYes(null, 'OK'), true))
})

describe('a signature', () => {
  // the example of the Standard Webhooks specification
  it('of a webhook is what Standard Webhooks asks for', () =>
    assert.deepEqual(
      signWebhook('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', {
        id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
        at: new Date(1_614_265_330_000),
        body: '{"test": 2432232314}',
      })['webhook-signature'],
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    ))
  it('of a DingTalk address covers the time and the secret', () => {
    const url = new URL(signDingtalk('https://oapi.dingtalk.com/robot/send?access_token=x', 'SECa', new Date(1_577_808_000_000)))
    assert.equal(url.searchParams.get('access_token'), 'x')
    assert.equal(url.searchParams.get('timestamp'), '1577808000000')
    assert.equal(url.searchParams.get('sign'), createHmac('sha256', 'SECa').update('1577808000000\nSECa').digest('base64'))
  })
})

describe('what a robot says', () => {
  it('is the grade, the matter and the number', () =>
    assert.equal(
      robotText({ no: 'SSHFZL1', title: '临江苑 3 号化粪池 沼气超标', grade: 'extraordinary' }),
      '【智理】Ⅰ 特别重大 · 临江苑 3 号化粪池 沼气超标 · SSHFZL1',
    ))
  it('stays within what WeCom takes, whole characters only', () => {
    const text = robotText({ no: 'n', title: '𠮷'.repeat(2_000), grade: 'major' })
    assert.ok(Buffer.byteLength(text) <= 2_048 && Buffer.byteLength(text) > 2_040)
    assert.equal(text.endsWith('𠮷'), true)
  })
})

describe('a fact for other systems', () => {
  const fact = { id: '7', subject: 'e1', area: '50/', unit: 'u1', actor: { post: 'p1' }, occurredAt: new Date(0) }
  const dataOf = (kind: FactKind, body: Record<string, unknown>) =>
    cloudEvent({ ...fact, kind, body }).data as { unit: string; body: object }

  it('keeps the unit that acted beside a unit of measure', () => {
    const data = dataOf('evidence.added', { evidence: 'x', event: 'e1', unit: '%LEL' })
    assert.deepEqual([data.unit, data.body], ['u1', { ...data.body, evidence: 'x', unit: '%LEL' }])
  })
  it('names nobody: neither who was asked and called, nor who decided', () => {
    const said = {
      person: 'p-zhoumin',
      personName: '周敏',
      checkedBy: 'p-zhoumin',
      askedBy: 'p-zhoumin',
      by: '周敏',
      surplus: '周敏',
    }
    const kinds = Object.keys(factKinds) as FactKind[]
    for (const kind of kinds.filter((one) => factKinds[one].sight === 'case'))
      assert.doesNotMatch(JSON.stringify(dataOf(kind, { ...said, event: 'e1' })), /zhoumin|周敏/, kind)
    assert.deepEqual(JSON.parse(JSON.stringify(withoutPersons('work-order.asked', { ...said, order: 'o1', post: 'p1' }))), {
      order: 'o1',
      post: 'p1',
    })
  })
})
