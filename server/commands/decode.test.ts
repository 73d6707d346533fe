import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { Readable, Writable } from 'node:stream'
import { describe, it } from 'node:test'
import { commands } from '../command-line.ts'
import { decodeAll, decoders, run } from './decode.ts'

type Line = { ok: boolean; value?: unknown; error?: string; pending?: unknown }

/** What comes out for what goes in, in chunks of a size. */
async function decode(name: string, input: string | Uint8Array, size = 1_000_000): Promise<Line[]> {
  const bytes = typeof input === 'string' ? Buffer.from(input) : Buffer.from(input)
  const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size))
  let text = ''
  const output = new Writable({
    write(chunk, _encoding, done) {
      text += chunk
      done()
    },
  })
  await decodeAll(Readable.from(chunks), decoders[name]!(), output)
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line)
}

const ship = [
  '!AIVDM,2,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0*1C',
  '!AIVDM,2,2,1,A,88888888880,2*25',
]

describe('zhili decode', () => {
  it('answers AIS line by line, a part with null until its last', async () => {
    const lines = await decode('ais', `${ship.join('\r\n')}\n\nrubbish\n${ship[0]}`)
    assert.deepEqual(
      lines.map(({ ok, pending, error }) => [ok, pending ?? error ?? null]),
      [
        [true, { total: 2, number: 1 }],
        [true, null],
        [false, 'bad-start'],
        [true, { total: 2, number: 1 }],
      ],
    )
    assert.equal(lines[0]!.value, null)
    assert.equal((lines[1]!.value as { shipname: string }).shipname, 'EVER DIADEM')
  })

  it('answers frames given as hex or as they come on the wire', async () => {
    const hex = '7E02000026123456789012007D02000000010000000200BA7F0E07E4F11C0028003C00001810151010100104000000640202007D01137E'
    const bytes = Buffer.from(hex, 'hex')
    const [frame] = await decode('jt808', hex)
    assert.ok(frame!.ok)
    const spaced = `0x${hex.toLowerCase().replace(/(..)/g, '$1 ')}\nno hex\n${hex.slice(0, -4)}7E\n`
    assert.deepEqual(
      (await decode('jt808', spaced)).map(({ ok, error }) => error ?? ok),
      [true, 'bad-encoding', 'bad-checksum'],
    )
    assert.deepEqual(await decode('jt808', Buffer.concat([bytes, bytes]), 7), [frame, frame])
  })

  it('refuses in one line what the end of the input has cut short', async () => {
    const vehicle = Buffer.from('7e02000026123456789012007d02000000010000000200ba7f0e', 'hex')
    assert.deepEqual(await decode('jt808', vehicle), [{ ok: false, error: 'bad-end', detail: vehicle.length }])
    const station = Buffer.from('7e7e05001122334403e832002b020034170718110016f1f1', 'hex')
    for (const size of [1, 100])
      assert.deepEqual(await decode('sl651', station, size), [{ ok: false, error: 'too-short', detail: station.length }])
    const fire = Buffer.from('4040070001010009', 'hex')
    assert.deepEqual(await decode('gb26875', fire), [{ ok: false, error: 'too-short', detail: fire.length }])
  })

  it('answers telegrams with and without their line end, and documents in XML and JSON', async () => {
    const telegram =
      '##0101QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;CP=&&RtdInterval=30&&1C80'
    const lines = await decode('hj212', `${telegram}\r\n${telegram}\nrubbish\n${telegram}`)
    assert.deepEqual(
      lines.map(({ ok, error }) => error ?? ok),
      [true, true, 'bad-start', true],
    )
    const xml = '<?xml version="1.0"?>\n<errors>\n<error><code>403</code><description>x</description></error>\n</errors>'
    const found = { ok: true, value: { kind: 'errors', errors: [{ code: 403, description: 'x' }] } }
    const answers = await decode('open311', `${xml}\n[{"code":403,"description":"x"}]\nrubbish\n`)
    assert.deepEqual(answers, [found, found, { ok: false, error: 'bad-json' }])
  })

  it('is described, protocol by protocol', () => {
    const page = readFileSync(new URL('../../docs/reference/decode.md', import.meta.url), 'utf8')
    assert.deepEqual(
      [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name),
      Object.keys(decoders),
    )
    assert.ok(commands.decode!.usage.includes(Object.keys(decoders).join('|')))
  })

  it('answers events in JSON, in batches and with their headers', async () => {
    const event = { specversion: '1.0', id: '1', source: '/a', type: 't' }
    const pretty = JSON.stringify(event, null, 2)
    const message =
      'POST / HTTP/1.1\r\nce-specversion: 1.0\r\nce-id: 1\r\nce-source: /a\r\nce-type: t\r\ncontent-length: 0\r\n\r\n'
    const one = JSON.stringify(event)
    const input = `${one}\n[${one},${one}]\n[]\n${pretty}\n${message}{"id":\n[${one},{}]\n{"specversion":"0.3"}\nrubbish\n`
    const lines = await decode('cloudevents', input)
    const ok = { ok: true, value: event }
    assert.deepEqual(lines, [
      ok,
      { ok: true, value: [event, event] },
      { ok: true, value: [] },
      ok,
      ok,
      { ok: false, error: 'bad-json' },
      { ok: false, error: 'missing-field', detail: '/1 specversion' },
      { ok: false, error: 'wrong-version', detail: '0.3' },
      { ok: false, error: 'bad-json' },
    ])
    for (const size of [1, 5, 33]) assert.deepEqual(await decode('cloudevents', input, size), lines)
  })

  it('answers the same wherever the input is cut', async () => {
    const input = `${ship.join('\n')}\nrubbish\n`
    const whole = await decode('ais', input)
    for (const size of [1, 7, 64]) assert.deepEqual(await decode('ais', input, size), whole)
  })

  it('stops when nobody reads its answers any more', async () => {
    let given = 0
    const endless = Readable.from(
      (function* () {
        for (;;) yield Buffer.from(`rubbish ${given++}\n`)
      })(),
    )
    const output: Writable = new Writable({ write: (_chunk, _encoding, done) => done(given > 50 ? new Error('EPIPE') : null) })
    await decodeAll(endless, decoders.ais!(), output)
    assert.ok(given > 50)
  })

  it('is told when it is called wrongly', async () => {
    await assert.rejects(run([]), /there is no protocol \(none given\): .*ais/)
    await assert.rejects(run(['toString']), /there is no protocol toString/)
    await assert.rejects(run(['ais', '/nowhere/at/all']), /there is no such file/)
    await assert.rejects(run(['ais', 'a', 'b']))
  })
})
