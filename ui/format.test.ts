import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  ago,
  bytes,
  clockLeft,
  clockTime,
  dateTime,
  distance,
  dueBy,
  duration,
  number,
  numberFixed,
  numberShort,
  percent,
  timeLeft,
} from './format.ts'

const at = (time: string) => Date.parse(`2026-04-10T${time}+08:00`)
const now = at('09:48:00')

describe('a time limit', () => {
  it('says minutes and seconds while they matter', () => assert.equal(timeLeft(at('09:54:12'), now, 'zh-CN'), '还剩 6 分 12 秒'))
  it('drops the seconds when there is plenty of time', () => assert.equal(timeLeft(at('10:04:20'), now, 'zh-CN'), '还剩 16 分'))
  it('writes a whole minute without seconds', () => assert.equal(timeLeft(at('09:50:00'), now, 'zh-CN'), '还剩 2 分'))
  it('drops the minutes from ten hours up', () => {
    assert.equal(timeLeft(at('19:49:00'), now, 'zh-CN', true), '还剩 10 小时')
    assert.equal(timeLeft(at('19:47:00'), now, 'zh-CN'), '还剩 9 小时 59 分')
  })
  it('says how far it is over, never a bare negative', () => assert.equal(timeLeft(at('09:35:00'), now, 'zh-CN'), '已超 13 分'))
  it('is late from the first limit on, with what is left of a later rung behind it', () => {
    const clock = (due: string) => ({ due: `2026-04-10T${due}+08:00`, firstDue: '2026-04-10T09:46:00+08:00' })
    assert.equal(clockLeft(clock('09:48:47'), now, 'zh-CN'), '超时 2 分 · 本级还剩 47 秒')
    assert.equal(clockLeft(clock('09:48:47'), now, 'en'), '2 min over · this step 47 s left')
    assert.equal(clockLeft(clock('09:48:47'), now, 'zh-CN', true), '已超 2 分')
    assert.equal(clockLeft(clock('09:47:00'), now, 'zh-CN'), '已超 2 分')
    assert.equal(clockLeft({ due: '2026-04-10T09:54:12+08:00' }, now, 'zh-CN'), '还剩 6 分 12 秒')
  })
  it('counts seconds in the first minute over', () => assert.equal(timeLeft(at('09:47:30'), now, 'zh-CN'), '已超 30 秒'))
  it('is shorter in a list', () => {
    assert.equal(timeLeft(at('09:54:12'), now, 'zh-CN', true), '还剩 6 分')
    assert.equal(timeLeft(at('09:49:10'), now, 'zh-CN', true), '还剩 1 分 10 秒')
  })
  it('speaks English', () => {
    assert.equal(timeLeft(at('09:54:12'), now, 'en'), '6 min 12 s left')
    assert.equal(timeLeft(at('09:35:00'), now, 'en'), '13 min over')
  })
  it('has hours and days', () => {
    assert.equal(duration(3_840_000, 'zh-CN'), '1 小时 04 分')
    assert.equal(duration(30 * 3_600_000, 'zh-CN'), '1 天 6 小时')
    assert.equal(duration(48 * 3_600_000, 'zh-CN'), '2 天')
  })
  it('names the point in time it ends', () => {
    assert.equal(dueBy(at('09:54:00'), now, 'zh-CN'), '09:54 前')
    assert.equal(dueBy('2026-04-16T02:00:00Z', now, 'zh-CN'), '4月16日 10:00 前')
    assert.equal(dueBy('2026-04-11T02:00:00Z', now, 'zh-CN'), '明天 10:00 前')
    assert.equal(dueBy('2026-04-11T02:00:00Z', now, 'en'), 'by tomorrow 10:00')
    assert.equal(dueBy(at('09:54:00'), now, 'en'), 'by 09:54')
  })
})

describe('an age', () => {
  it('counts seconds, minutes, hours', () => {
    assert.equal(ago(at('09:47:56'), now, 'zh-CN'), '4 秒前')
    assert.equal(ago(at('09:45:00'), now, 'zh-CN'), '3 分钟前')
    assert.equal(ago(at('09:45:00'), now, 'zh-CN', true), '3 分前')
    assert.equal(ago(at('08:40:00'), now, 'zh-CN'), '1 小时前')
    assert.equal(ago(at('08:40:00'), now, 'en'), '1 h ago')
  })
  it('is never negative when the source clock runs ahead', () => assert.equal(ago(at('09:48:03'), now, 'zh-CN'), '0 秒前'))
  it('becomes yesterday at the city midnight, whatever UTC says', () => {
    assert.equal(ago('2026-04-09T10:20:00Z', now, 'zh-CN'), '昨天 18:20')
    assert.equal(ago('2026-04-09T15:59:59Z', at('00:00:30'), 'zh-CN'), '31 秒前')
  })
  it('shows the year only when it is another one', () => {
    assert.equal(ago('2026-02-02T10:20:00Z', now, 'zh-CN'), '2月2日')
    assert.equal(ago('2025-11-02T10:20:00Z', now, 'zh-CN'), '2025年11月2日')
    assert.equal(ago('2025-11-02T10:20:00Z', now, 'en'), '2 Nov 2025')
  })
})

describe('times and numbers', () => {
  it('are in the city zone', () => {
    assert.equal(clockTime('2026-04-10T01:42:05Z'), '09:42')
    assert.equal(clockTime('2026-04-10T16:00:00Z', true), '00:00:00')
    assert.equal(dateTime('2026-04-10T01:42:05Z', now, 'zh-CN'), '4月10日 09:42')
    assert.equal(dateTime('2026-04-10T01:42:05Z', now, 'en'), '10 Apr 09:42')
  })
  it('are exact with separators, or short in 万 and 亿', () => {
    assert.equal(number(2356), '2,356')
    assert.equal(numberShort(2356, 'zh-CN'), '2,356')
    assert.equal(numberShort(123_456, 'zh-CN'), '12.3 万')
    assert.equal(numberShort(230_000_000, 'zh-CN'), '2.3 亿')
    assert.equal(numberShort(123_456, 'en'), '123.5 k')
  })
  it('keep their digits where they stand beneath each other', () => {
    assert.deepEqual([numberFixed(39, 1), numberFixed(38.94, 1), numberFixed(1410.96, 0)], ['39.0', '38.9', '1,411'])
  })
  it('never divide by nothing', () => {
    assert.equal(percent(10.1, 12.3), '82.1')
    assert.equal(percent(0, 0), '—')
  })
  it('have units', () => {
    assert.equal(distance(85.4), '85 m')
    assert.equal(distance(1234), '1.2 km')
    assert.equal(bytes(412 * 1024), '412 KB')
    assert.equal(bytes(1_400_000), '1.3 MB')
  })
})
