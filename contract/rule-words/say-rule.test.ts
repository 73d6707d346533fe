import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { gasPack } from '../../test/demo-packs.ts'
import { chance, oddNames, randomRules } from '../../test/random-rules.ts'
import { DetectRule, tree } from '../pack.ts'
import { languages } from './language.ts'
import { namesOfPack } from './names.ts'
import { isUnread, readBody, readRule, sayBody, sayRule } from './say-rule.ts'

const names = namesOfPack(gasPack)
const ch4 = gasPack.detect.find(({ id }) => id === 'ch4')!

const mixed = tree({
  id: 'mixed',
  family: 'gas',
  name: { zh: '缺氧又有甲烷', en: 'Methane without oxygen' },
  on: 'device',
  levels: [
    {
      severity: 'red',
      hold: '60s',
      when: {
        op: 'all',
        of: [
          { op: 'compare', value: { reading: 'ch4' }, is: 'above', limit: 25 },
          {
            op: 'any',
            of: [
              {
                op: 'compare',
                value: { op: 'multiply', of: [{ op: 'add', of: [{ reading: 'h2s' }, 3] }, 2] },
                is: 'above',
                limit: { reading: 'co' },
              },
              { op: 'not', of: { op: 'during', from: '22:00', to: '06:00', days: [1, 2] } },
            ],
          },
        ],
      },
    },
  ],
  clearFactor: 0.8,
  clearHold: '10m',
})

describe('a rule as a sentence', () => {
  it('reads like a duty officer wrote it', () => {
    assert.equal(
      sayRule(ch4, 'zh', names),
      '规则 ch4 「甲烷超标」 “Methane over limit”（归入 gas 报警）：\n' +
        '甲烷 ≥ 10 %LEL 时报蓝色；≥ 20 %LEL 持续 30 秒报黄色；≥ 25 %LEL 持续 60 秒报橙色；≥ 50 %LEL 时报红色；低于限值的 80% 满 10 分钟解除。',
    )
    assert.equal(
      sayBody(ch4, 'en', names),
      'Methane ≥ 10 %LEL raises blue; ≥ 20 %LEL for 30 seconds raises yellow; ≥ 25 %LEL for 60 seconds raises orange; ' +
        '≥ 50 %LEL raises red; clears below 80% of the limit for 10 minutes.',
    )
  })

  it('puts brackets where the meaning needs them, and long groups on lines of their own', () => {
    assert.equal(
      sayBody(mixed, 'zh', names),
      [
        '对每台设备：',
        '甲烷 ≥ 25 %LEL',
        '且（（硫化氢 + 3）× 2 ≥ 一氧化碳 或 并非（时间在 22:00 至 06:00（周一、周二）））持续 60 秒报红色；',
        '限值按 80% 计也不再成立满 10 分钟解除。',
      ].join('\n'),
    )
    assert.equal(
      sayBody(mixed, 'en', names),
      [
        'For each device:',
        'Methane ≥ 25 %LEL',
        'and (',
        '  (Hydrogen sulphide + 3) × 2 ≥ Carbon monoxide',
        '  or not (the time is from 22:00 to 06:00 (Monday, Tuesday))',
        ') for 60 seconds raises red;',
        'clears when it no longer holds with limits taken at 80% for 10 minutes.',
      ].join('\n'),
    )
  })

  it('says every rule of the pack and reads it back', () => {
    for (const rule of gasPack.detect)
      for (const lang of languages) assert.deepEqual(readRule(sayRule(rule, lang, names), lang, names), rule)
  })

  it('reads what people type: half width signs, >=, codes, no units, any capitals and line breaks', () => {
    const zh = '甲烷>=10时报蓝色;\n≥20%LEL 持续 30 秒钟报黄色；ch4'
    assert.ok(isUnread(readBody(zh, 'zh', names)))
    const typed = 'ch4>=10时报蓝色; ≥20%LEL持续30秒报黄色\n;>= 25 持续 60 秒报橙色;≥50时报红色;低于限值的0.8满10分钟解除.'
    assert.deepEqual({ id: 'ch4', family: 'gas', name: ch4.name, ...readBody(typed, 'zh', names) }, ch4)
    const english = 'METHANE >= 10 raises blue; >= 20 for 30 s raises yellow; ≥ 25 for 60 s raises orange; >= 50 raises Red; '
    const rest = 'clears below 80 % of the limit for 10 min.'
    assert.deepEqual({ id: 'ch4', family: 'gas', name: ch4.name, ...readBody(english + rest, 'en', names) }, ch4)
  })

  it('keeps what a name hides: same beginnings, shared names and names that look like sentences', () => {
    const rule = DetectRule.parse({ ...ch4, reading: 'quiet' })
    for (const lang of languages) assert.deepEqual(readRule(sayRule(rule, lang, oddNames), lang, oddNames), rule)
    const level = sayBody({ ...rule, reading: 'level' } as DetectRule, 'zh', oddNames)
    assert.ok(level.startsWith('「水位」 ≥ 10 m 时'), level)
    const twin = sayBody({ ...rule, reading: 'twin1' } as DetectRule, 'zh', oddNames)
    assert.ok(twin.startsWith('“twin1” ≥'), twin)
  })
})

describe('a sentence that cannot be read', () => {
  const body = sayBody(ch4, 'zh', names)
  const place = (text: string, lang: 'zh' | 'en' = 'zh') => {
    const read = readBody(text, lang, names)
    assert.ok(isUnread(read), text)
    return read
  }

  it('marks the word at fault and says what would be right there', () => {
    const wrong = body.replace('持续 30 秒', '持续 三十 秒')
    assert.deepEqual(place(wrong), { at: wrong.indexOf('三十'), expected: '此处应为 时长（如 10 分钟）' })
    const unit = body.replace('20 %LEL', '20 ppm')
    assert.equal(place(unit).at, unit.indexOf('ppm'))
    assert.match(place(unit).expected, /“%LEL”/)
    const colour = sayBody(ch4, 'en', names).replace('raises yellow', 'raises purple')
    assert.equal(place(colour, 'en').at, colour.indexOf('purple'))
    assert.match(place(colour, 'en').expected, /^expected here: .*“yellow”/)
  })

  it('names an unknown reading, a missing end and a text too much', () => {
    assert.deepEqual(place('沼气 ≥ 10 时报蓝色；低于限值的 80% 即解除。').at, 0)
    assert.match(place('沼气 ≥ 10 时报蓝色；低于限值的 80% 即解除。').expected, /读数名/)
    assert.equal(place(body.slice(0, -3)).at, body.length - 3)
    assert.ok(!isUnread(readBody(body.slice(0, -1), 'zh', names)), 'the stop may be left out')
    assert.deepEqual(place(`${body} 另外`), { at: body.length + 1, expected: '此处应为 句子结束' })
  })

  it('refuses “and” beside “or” without brackets, numbers out of bounds, and bombs of brackets', () => {
    const both = '对每台设备：甲烷 ≥ 1 且 甲烷 ≥ 2 或 甲烷 ≥ 3 时报红色；限值按 80% 计也不再成立即解除。'
    assert.equal(place(both).at, both.indexOf('或'))
    const often = '对每台设备：1 小时内至少 1 次出现（甲烷 ≥ 2）时报红色；限值按 80% 计也不再成立即解除。'
    assert.deepEqual(place(often), { at: often.indexOf('1 次'), expected: '此处应为 整数 不小于 2 不大于 1000' })
    const bomb = `对每台设备：${'（'.repeat(9_000)}`
    assert.match(place(bomb).expected, /括号/)
    assert.match(place('（'.repeat(30_000)).expected, /较短/)
  })
})

describe('any rule', () => {
  it('is the same after being said and read, and after JSON (600 random rules, both languages)', () => {
    const { rule } = randomRules(20_261_126)
    for (let round = 0; round < 600; round += 1) {
      const given = rule()
      assert.deepEqual(DetectRule.parse(JSON.parse(JSON.stringify(given))), given)
      for (const lang of languages) {
        const text = sayRule(given, lang, oddNames)
        assert.deepEqual(readRule(text, lang, oddNames), given, text)
      }
    }
  })

  it('cut or garbled gives a place or a valid rule, never an exception', () => {
    const { rule } = randomRules(7)
    const { below, pick } = chance(8)
    let unread = 0
    for (let round = 0; round < 400; round += 1) {
      const lang = pick(languages)
      const text = garble(sayRule(rule(), lang, oddNames), { below, pick })
      const read = readRule(text, lang, oddNames)
      if (!isUnread(read)) {
        assert.deepEqual(DetectRule.parse(read), read, text)
        continue
      }
      unread += 1
      assert.ok(read.at >= 0 && read.at <= text.length, `${read.at} of ${text.length}`)
      assert.match(read.expected, lang === 'zh' ? /^此处应为 ./ : /^expected here: ./, text)
    }
    assert.ok(unread > 300, `${unread} of 400 unread`)
  })
})

const noise = [
  '（',
  ')',
  '且',
  'or',
  '≥',
  '50',
  '“',
  '\\',
  '；',
  '持续',
  ' ',
  '\n',
  '%',
  'é',
  '\ud800',
  '报红色',
  'Methane',
  '-',
  '1e999',
]

function garble(text: string, { below, pick }: Pick<ReturnType<typeof chance>, 'below' | 'pick'>): string {
  const at = below(text.length)
  switch (below(4)) {
    case 0:
      return text.slice(0, at)
    case 1:
      return text.slice(0, at) + text.slice(at + 1 + below(8))
    case 2:
      return text.slice(0, at) + pick(noise) + text.slice(at)
    default:
      return text.slice(at)
  }
}
