import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { z } from 'zod'
import { sayRefusal } from '../../contract/refusal-words.ts'
import { refusalOfSchema } from './issue-words.ts'

const Body = z.strictObject({
  lat: z.number().min(-90).max(90),
  reason: z.string().min(2).max(5),
  id: z.uuid(),
  at: z.iso.datetime({ offset: true }),
  kind: z.enum(['a', 'b']),
  list: z.array(z.int()).min(1),
})
const good = {
  lat: 1,
  reason: '理由',
  id: '019cac00-0000-7000-8000-000000000001',
  at: '2026-03-02T08:00:00+08:00',
  kind: 'a',
  list: [1],
}
const said = (change: object): string => {
  const { success, error } = Body.safeParse({ ...good, ...change })
  if (success) return 'ok'
  const { code, details } = refusalOfSchema(error)
  return sayRefusal(code, { ...details, path: '/' }).zh.replace('请求内容有误：正文 ', '')
}

describe('a fault a schema finds', () => {
  it('is told in Chinese', () => {
    assert.equal(said({}), 'ok')
    assert.equal(said({ lat: 91 }), '须不超过 90')
    assert.equal(said({ lat: 'x' }), '应为数字')
    assert.equal(said({ lat: Number.POSITIVE_INFINITY }), '不是有限的数')
    assert.equal(said({ lat: undefined }), '缺少')
    assert.equal(said({ reason: '短' }), '须不少于 2 个字')
    assert.equal(said({ reason: '六个字的理由' }), '须不超过 5 个字')
    assert.equal(said({ id: 'x' }), '应为编号')
    assert.equal(said({ at: '昨天' }), '应为带时区的时间')
    assert.equal(said({ kind: 'c' }), '只能是：a, b')
    assert.equal(said({ list: [] }), '须不少于 1 项')
    assert.equal(said({ surplus: 1 }), '有多余的内容：“surplus”')
  })
})
