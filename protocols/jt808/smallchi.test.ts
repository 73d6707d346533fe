import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { fromHex, Reader } from '../bytes.ts'
import { settingNames } from './corpus/smallchi-more-names.ts'
import { asFound, enumNumbers, leftOut, names } from './corpus/smallchi-names.ts'
import { decode, decodeBody } from './decode.ts'
import { readHeader } from './header.ts'
import type { Header, Message } from './types.ts'

type Case = { file: string; test: string; hex: string[]; asserts: { path: string; expected: unknown }[] }
const cases: Case[] = JSON.parse(readFileSync(new URL('corpus/vectors-smallchi.json', import.meta.url), 'utf8'))

/** A frame as it is, a body under the header its file is named after. */
function messageOf({ file, test, hex }: Case): Message | null {
  const bytes = fromHex(hex[0]!)!
  if (file === 'JT808HeaderTest.cs') return readHeader(new Reader(bytes)) as unknown as Message
  if (bytes[0] === 0x7e) {
    const found = decode(bytes)
    return found.ok ? found.value : null
  }
  const id = /0x([0-9A-F]{4})/i.exec(file)?.[1]?.toLowerCase() ?? '0200'
  const version = /2019/.test(test) || id === '0608' ? 2019 : 2013
  const header: Header = { id, version, protocolVersion: 0, phone: '1', serial: 1, encryption: 0 }
  const found = decodeBody(header, bytes)
  return found.ok ? found.value : null
}

/** F364 and F365: theirs by name, ours by the same place. */
function setting(message: Message, path: string): unknown {
  const [parameter] = (message.body as { parameters: { value?: object }[] }).parameters
  const values = Object.values(parameter?.value ?? {})
  const names = settingNames.filter((one) => values.length - one.length >= 0 && values.length - one.length <= 1)
  const own = path.split('.').at(-1)!
  for (const one of names) {
    const at = one.findIndex((name) => new RegExp(`^${name}$`).test(own))
    if (at >= 0 && values.length === one.length + 1) return values[at]
  }
  return undefined
}

/** Where our value for a path of theirs stands, or null when it stands nowhere. */
function ours(message: Message, path: string): unknown {
  if (/0XF36[45]\./.test(path)) return setting(message, path)
  const plain = path.replace(/\.(ToString|Trim\w*)\([^)]*\)/g, '')
  for (const [pattern, place] of names) {
    const hit = pattern.exec(`${message.id}:${plain}`)
    if (!hit) continue
    const steps = place.replace(/\$(\d)/g, (_, n: string) => hit[Number(n)] ?? '').split('.')
    let at: unknown = message
    for (const step of steps) at = at === null || at === undefined ? undefined : (at as Record<string, unknown>)[step]
    return at
  }
  return undefined
}

function same(ourValue: unknown, path: string, expected: unknown): boolean {
  const want = typeof expected === 'object' && expected !== null ? enumNumbers[(expected as { enum: string }).enum] : expected
  if (path.includes("TrimStart('0')")) return String(ourValue).replace(/^0+/, '') === want
  return asFound(path, ourValue).some((one) => one === want)
}

describe('the values asserted by SmallChi/JT808', () => {
  it('are ours too, but for what is named as left out', () => {
    let passed = 0
    const out = new Map<string, number>()
    const wrong: string[] = []
    for (const one of cases) {
      const lies = one.file === 'JT808_0x0200_0x65_Test.cs' && one.hex[0]!.includes('106520')
      const message = messageOf(one)
      for (const { path, expected } of one.asserts) {
        const why = lies
          ? 'an addition 0x65 whose declared length is 32 and not 47: kept as hex'
          : leftOut(one.file, one.test, path)
        if (why) out.set(why, (out.get(why) ?? 0) + 1)
        else if (message && same(ours(message, path), path, expected)) passed++
        else
          wrong.push(
            `${one.file} ${one.test} ${path}: ${JSON.stringify(expected)}, ours ${message ? JSON.stringify(ours(message, path)) : 'refused'}`,
          )
      }
    }
    const skipped = [...out.values()].reduce((sum, count) => sum + count, 0)
    console.log(`smallchi: ${passed} of ${passed + wrong.length + skipped} values equal, ${skipped} left out`)
    for (const [why, count] of out) console.log(`  ${count} ${why}`)
    assert.deepEqual(wrong, [])
    assert.equal(passed + skipped, 1142)
    assert.ok(passed >= 1011, String(passed))
  })
})
