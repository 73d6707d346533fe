import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { toGbk } from '../gbk.ts'
import { seeded } from '../seeded.ts'
import { decode } from './decode.ts'
import { answer, encode, wantedAnswer, wrap } from './encode.ts'
import { factorOf, factors } from './factors.ts'
import { crc16, createFramer } from './frame.ts'
import { createJoiner } from './parts.ts'
import type { Telegram } from './types.ts'

type Vector = { name: string; telegram: string; crc_ok: boolean; crc_hj212: string }
const corpus: { telegrams: Vector[] } = JSON.parse(readFileSync(new URL('corpus/telegrams.json', import.meta.url), 'utf8'))
const vectors = corpus.telegrams
const latin = (bytes: Uint8Array): string => String.fromCharCode(...bytes)
const bytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))
const good = (text: string | Uint8Array): Telegram => {
  const found = decode(text)
  assert.ok(found.ok, `${JSON.stringify(found)} ${text}`)
  return found.value
}
const of = (name: string): Telegram => good(`${vectors.find((one) => one.name === name)!.telegram}\r\n`)
const telegram = (segment: string): string => latin(wrap(segment))

describe('the telegrams of the corpus', () => {
  it('are accepted when their CRC verifies, refused when it does not', () => {
    const found = vectors.map(({ telegram }) => decode(`${telegram}\r\n`))
    for (const [i, one] of found.entries()) {
      assert.equal(one.ok, vectors[i]!.crc_ok, vectors[i]!.name)
      if (!one.ok) assert.equal(one.error, 'bad-checksum')
    }
    console.log(`hj212: ${found.filter(({ ok }) => ok).length} of ${found.length} accepted, the others have a wrong CRC`)
    assert.equal(found.filter(({ ok }) => ok).length, 8)
  })

  it('have the CRC of annex A, which is not the one of MODBUS', () => {
    for (const { telegram, crc_hj212 } of vectors)
      assert.equal(crc16(bytes(telegram.slice(6, -4))), Number.parseInt(crc_hj212, 16))
    const public435 = vectors.find(({ name }) => name === 'alltobs1')!
    assert.equal(crc16(bytes(public435.telegram.slice(6, -4))), 0x7d00)
  })

  it('have their values, names and states', () => {
    const air = of('guocay1')
    assert.deepEqual([air.qn, air.time], ['20191012133710130', '2019-10-12T13:37:10.130+08:00'])
    assert.deepEqual([air.st, air.system, air.cn, air.command, air.mn], ['22', 'air', '2011', 'realtime', 'Y80110010000010'])
    assert.deepEqual([air.flag, air.edition, air.answerWanted, air.dataTime], [4, 2017, false, '2019-10-12T13:37:10+08:00'])
    assert.equal(air.items.length, 7)
    const co = { code: 'a21005', name: { zh: '一氧化碳', en: 'carbon monoxide' }, unit: null, rtd: 0, flag: 'N', state: 'normal' }
    assert.deepEqual(air.items[0], co)
    const older = of('xiaoyao1')
    assert.deepEqual([older.qn, older.time, older.flag, older.edition], [null, null, null, 2005])
    assert.deepEqual(
      older.items.map(({ code, name, rtd, flag }) => [code, name?.zh, rtd, flag]),
      [
        ['011', '化学需氧量', 231, 'N'],
        ['B01', '污水流量', 36.91, undefined],
        ['060', '氨氮', 1.803, 'N'],
      ],
    )
    assert.deepEqual([of('alltobs1').edition, of('alltobs1').items.length], [null, 11])
    assert.deepEqual(of('std').params, { RtdInterval: '30' })
    assert.equal(of('std').answerWanted, true)
    assert.equal(of('cs1').items[0]!.sampleTime, '2023-10-08T12:33:40+08:00')
    assert.equal(of('go1').items.find(({ code }) => code === 'a34002')!.avg, 31)
  })

  it('are written again byte by byte', () => {
    for (const { telegram, crc_ok } of vectors)
      if (crc_ok) assert.equal(latin(encode(good(`${telegram}\r\n`))).toLowerCase(), `${telegram}\r\n`.toLowerCase())
  })
})

describe('a telegram', () => {
  const plain = 'QN=20260101000000000;ST=39;CN=2011;PW=123456;MN=A;Flag=4;CP=&&DataTime=20260101000000;a34004-Rtd=1&&'

  it('is refused with a reason', () => {
    const fine = telegram(plain)
    const error = (text: string) => {
      const found = decode(text)
      return found.ok ? 'ok' : found.error
    }
    assert.equal(error(fine), 'ok')
    assert.equal(error(fine.replace(/[0-9A-F]{4}\r\n$/, (end) => end.toLowerCase())), 'ok')
    assert.equal(error(fine.trimEnd()), 'bad-end')
    assert.equal(error(fine.replace('\r\n', '\n')), 'bad-end')
    assert.equal(decode(fine.trimEnd(), { crlf: true }).ok, true)
    assert.equal(error(fine.slice(1)), 'bad-start')
    assert.equal(error('##00'), 'too-short')
    assert.equal(error(fine.replace('##0', '##1')), 'bad-length')
    assert.equal(error(fine.replace('##0', '##x')), 'bad-length')
    assert.equal(error(fine.replace('a34004', 'a34005')), 'bad-checksum')
    assert.equal(error(telegram(plain.replace('MN=A;', ''))), 'missing-field')
    assert.equal(error(telegram(plain.replace('CP=', 'CQ='))), 'missing-field')
    assert.equal(error(telegram(plain.replace('CN=2011', 'CN=20'))), 'bad-value')
    assert.equal(error(telegram(plain.replace('Flag=4', 'Flag=4;PNUM=2;PNO=3'))), 'bad-value')
    assert.equal(error(telegram(plain.replace('MN=A', 'MN=A;MN=B'))), 'duplicate-field')
  })

  it('keeps unknown codes, parts that are no numbers, impossible times and Chinese', () => {
    const found = good(
      wrap(
        'QN=20260230000000000;ST=31;CN=3020;MN=A;Flag=7;CP=&&DataTime=20260230000000;zz9-Rtd=,zz9-Avg=1e2,zz9-EFlag=A01;' +
          'a01001-Rtd=-3.5,a01001-Max=n/a,a01001-Flag=D;i11001-Info=仪器正常&&',
      ),
    )
    assert.deepEqual([found.time, found.dataTime, found.answerWanted], [null, null, true])
    const [unknown, temperature, info] = found.items
    assert.deepEqual(
      { ...unknown, other: { ...unknown!.other } },
      {
        code: 'zz9',
        name: null,
        unit: null,
        rtd: null,
        avg: 100,
        other: { EFlag: 'A01' },
      },
    )
    assert.deepEqual([temperature!.rtd, temperature!.max, temperature!.state], [-3.5, null, 'fault'])
    assert.deepEqual({ ...temperature!.other }, { Max: 'n/a' })
    assert.equal(info!.other!.Info, '仪器正常')
    const gbk = Uint8Array.from([...bytes('ST=31;CN=3020;MN=A;CP=&&i11001-Info='), ...toGbk('仪器正常'), ...bytes('&&')])
    const crc = crc16(gbk).toString(16).padStart(4, '0')
    const older = good(Uint8Array.from([...bytes(`##00${gbk.length}`), ...gbk, ...bytes(`${crc}\r\n`)]))
    assert.equal(older.items[0]!.other!.Info, '仪器正常', 'GBK of older devices')
  })

  it('may tell its time to the millisecond', () => {
    const cp = 'DataTime=20260101000000250;a34004-SampleTime=20260101000001500,a34004-Rtd=1'
    const found = decode(telegram(`QN=20260101000000000;ST=39;CN=2011;PW=123456;MN=A;Flag=4;CP=&&${cp}&&`))
    assert.ok(found.ok)
    assert.equal(found.value.dataTime, '2026-01-01T00:00:00.250+08:00')
    assert.equal(found.value.items[0]!.sampleTime, '2026-01-01T00:00:01.500+08:00')
    const impossible = decode(telegram(`ST=39;CN=2011;PW=123456;MN=A;CP=&&DataTime=20260231000000250&&`))
    assert.ok(impossible.ok)
    assert.equal(impossible.value.dataTime, null)
  })

  it('with names of prototypes stays data', () => {
    const found = good(telegram('ST=22;CN=2011;MN=A;CP=&&__proto__=1;constructor-Rtd=2;x-__proto__=3&&'))
    assert.deepEqual(
      found.items.map(({ code }) => code),
      ['constructor', 'x'],
    )
  })

  it('is answered as its edition wants: same QN, version bits kept, no answer wanted of the answer', () => {
    const data = good(telegram(plain.replace('Flag=4', 'Flag=5')))
    const reply = wantedAnswer(data)!
    assert.match(latin(reply), /^##\d{4}QN=20260101000000000;ST=91;CN=9014;PW=123456;MN=A;Flag=4;CP=&&&&[0-9A-F]{4}\r\n$/)
    assert.equal(good(latin(reply)).command, 'data-answer')
    assert.equal(wantedAnswer(good(telegram(plain))), null)
    assert.match(latin(wantedAnswer(good(telegram(plain.replace('CN=2011', 'CN=1013').replace('Flag=4', 'Flag=5'))))!), /CN=9013/)
    assert.match(latin(answer(data, { cn: '9011', qnRtn: 1 })), /CN=9011;.*CP=&&QnRtn=1&&/)
    assert.match(latin(answer(data, { cn: '9012', exeRtn: 1 })), /CN=9012;.*CP=&&ExeRtn=1&&/)
    const older = good(telegram(plain.replace('Flag=4', 'Flag=1')))
    assert.match(latin(wantedAnswer(older)!), /^##\d{4}ST=91;CN=9014;PW=123456;MN=A;CP=&&QN=20260101000000000&&/)
  })
})

describe('a telegram of any values', () => {
  it('comes back as it was written', () => {
    const chance = seeded(212)
    for (let round = 0; round < 300; round++) {
      const part = () =>
        `${['a34004', 'w01018', '011', 'zz'][chance.below(4)]}-${['Rtd', 'Avg', 'Flag', 'Info', 'ZsRtd'][chance.below(5)]}`
      const value = () => ['12.5', '-3', '', 'N', '1e3', '渣土'][chance.below(6)]
      const cp = Array.from({ length: chance.below(12) }, () => `${part()}=${value()}`).join(chance.below(2) ? ';' : ',')
      const given = good(
        encode({
          qn: chance.below(2) ? '20260101000000123' : null,
          st: '39',
          cn: '2011',
          pw: chance.below(2) ? '123456' : null,
          mn: `M${chance.below(1000)}`,
          flag: [null, 0, 4, 5, 7, 9][chance.below(6)]!,
          cp,
        }),
      )
      assert.deepEqual(good(encode(given)), given)
      assert.equal(given.cp, cp)
    }
  })
})

describe('a stream of telegrams', () => {
  const lines = vectors.slice(0, 4).map(({ telegram }) => `${telegram}\r\n`)
  const cut = (text: string, cuts: number[], crlf = false): string[] => {
    const framer = createFramer({ crlf })
    const all = bytes(text)
    const edges = [0, ...cuts, all.length]
    const out = edges.slice(1).flatMap((edge, i) => framer.push(all.subarray(edges[i], edge)))
    return out.map((one) => ('error' in one ? one.error : latin(one)))
  }

  it('is cut the same wherever its chunks end', () => {
    const stream = lines.join('')
    assert.deepEqual(cut(stream, []), lines)
    for (let at = 1; at < stream.length; at++) assert.deepEqual(cut(stream, [at]), lines)
    assert.deepEqual(
      cut(
        stream,
        Array.from({ length: stream.length - 1 }, (_, i) => i + 1),
      ),
      lines,
    )
  })

  it('finds the next telegram after rubbish, lost ends and lies about the length', () => {
    const [a, b] = [lines[0]!, lines[1]!]
    assert.deepEqual(cut(`x#y${a}`, []), ['bad-start', a])
    assert.deepEqual(cut(`${a.slice(0, 40)}${b}`, []), ['bad-length', b])
    assert.deepEqual(cut(`##9999QN=1${a}`, []), ['bad-length', a])
    assert.deepEqual(cut(`${a.trimEnd()}${b}`, []), [a.trimEnd(), b], 'a telegram without its line end comes out as it is')
    assert.deepEqual(decode(bytes(a.trimEnd())), { ok: false, error: 'bad-end' })
    assert.deepEqual(cut(`${a.trimEnd()}x${b}`, []), ['bad-end', b])
    assert.deepEqual(cut(`###${a.slice(2)}`, []), [a])
    assert.deepEqual(cut(`${a.trimEnd()}${b.trimEnd()}${a}`, [], true), [a.trimEnd(), b.trimEnd(), a.trimEnd()])
    assert.deepEqual(cut(`##${'1'.repeat(20_000)}${a}`, []), ['too-long', 'bad-start', a])
  })
})

describe('a telegram in parts', () => {
  const part = (number: number, cp: string): Telegram =>
    good(telegram(`QN=20260101000000000;ST=22;CN=2011;MN=A;Flag=6;PNUM=3;PNO=${number};CP=&&${cp}&&`))
  const parts = [part(1, 'DataTime=20260101000000;a-Rtd=1;'), part(2, 'b-Rtd=2'), part(3, 'c-Rtd=3')]

  it('is whole with its last part, in any order, by QN and MN', () => {
    const joiner = createJoiner()
    assert.equal(joiner.add(parts[2]!, 0), null)
    assert.equal(joiner.add({ ...parts[0]!, mn: 'B' }, 0), null)
    assert.equal(joiner.add(parts[0]!, 1), null)
    const whole = joiner.add(parts[1]!, 2)
    assert.ok(whole?.ok)
    assert.deepEqual(
      whole.value.items.map(({ code, rtd }) => [code, rtd]),
      [
        ['a', 1],
        ['b', 2],
        ['c', 3],
      ],
    )
    assert.equal(whole.value.dataTime, '2026-01-01T00:00:00+08:00')
  })

  it('is given up after its time', () => {
    const joiner = createJoiner({ waitMs: 1000 })
    joiner.add(parts[0]!, 0)
    assert.deepEqual(joiner.expire(999), [])
    assert.deepEqual(
      joiner.expire(1000).map(({ mn, missing }) => [mn, missing]),
      [['A', [2, 3]]],
    )
    assert.equal(joiner.add(parts[1]!, 1001), null)
    assert.equal(joiner.add(parts[2]!, 1002), null)
  })
})

describe('the table of factors', () => {
  it('knows a factor by either code, each code once', () => {
    assert.equal(factorOf('011')!.code, 'w01018')
    assert.equal(factorOf('060')!.code, 'w21003')
    assert.equal(factorOf('B01')!.code, 'w00000')
    assert.equal(factorOf('nothing'), undefined)
    const codes = factors.flatMap(({ code, older }) => (older ? [code, older] : [code]))
    assert.equal(new Set(codes).size, codes.length)
  })
})
