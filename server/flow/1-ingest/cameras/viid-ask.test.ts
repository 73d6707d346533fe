import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, it, type TestContext } from 'node:test'
import { type Receiver, startReceiver } from '../../../../test/receiver.ts'
import { md5 } from '../../../../test/view-library.ts'
import { askLibrary, type LibraryAnswer, type LibraryAsk } from './viid-ask.ts'

const us = '50000000082000000001'
const path = '/VIID/Subscribes'
const asking = (address: string, change: Partial<LibraryAsk> = {}) =>
  askLibrary({
    ...{ address, method: 'POST', path, body: '{"SubscribeListObject":{}}', us, password: 'word', patienceMs: 2_000 },
    ...{ stop: new AbortController().signal, ...change },
  })
const status = (code: unknown, text = 'x') => JSON.stringify({ ResponseStatusObject: { StatusCode: code, StatusString: text } })
const bare = ({ url }: Receiver): string => url.slice(0, -1)
const said = (answer: LibraryAnswer) =>
  answer.kind === 'granted'
    ? 'granted'
    : [answer.kind, answer.refusal.code, ...Object.values(answer.refusal.details ?? {})].join(' ')
const digest = { 'www-authenticate': 'Digest realm="viid", qop="auth,auth-int", nonce="n1", opaque="o"' }

async function library(t: TestContext) {
  const one = await startReceiver(t)
  return { one, ask: async (change: Partial<LibraryAsk> = {}) => said(await asking(bare(one), change)) }
}

describe('a view library that is asked', () => {
  it('is answered its challenge, once, and never told the password itself', async (t) => {
    const { one, ask } = await library(t)
    one.say({ status: 401, headers: digest }, { body: status('0') })
    assert.equal(await ask(), 'granted')
    const [first, second] = one.got
    assert.deepEqual([first!.headers['user-identify'], first!.headers.authorization], [us, undefined])
    const proof = second!.headers.authorization!
    const cnonce = /cnonce="([^"]+)"/.exec(proof)![1]!
    const response = md5(`${md5(`${us}:viid:word`)}:n1:00000001:${cnonce}:auth:${md5(`POST:${path}`)}`)
    assert.match(proof, new RegExp(`^Digest username="${us}", uri="${path}", .*opaque="o", qop=auth, nc=00000001`))
    assert.match(proof, new RegExp(`response="${response}"`))
    assert.equal(second!.body.toString(), '{"SubscribeListObject":{}}')

    one.say({ status: 401, headers: digest }, { status: 401, headers: digest })
    assert.equal(await ask(), 'refused pull.status 401')
    one.always({ status: 401, headers: { 'www-authenticate': 'Basic realm="viid"' } })
    assert.equal(await ask(), 'refused pull.status 401')
    one.always({ status: 401, headers: digest })
    assert.equal(await ask({ password: null }), 'refused pull.status 401')
    assert.equal(one.got.length, 6)
    assert.ok(one.got.every(({ headers }) => !headers.authorization?.includes('word')))
  })

  it('is not followed elsewhere, not believed what nobody can read, and asked another time after a fault of its own', async (t) => {
    const { one, ask } = await library(t)
    const other = await startReceiver(t)
    const list = JSON.stringify({
      ResponseStatusListObject: { ResponseStatusObject: [{ Id: 's', StatusCode: 4, StatusString: '不允许\n订阅' }] },
    })
    const answers: [Parameters<Receiver['say']>[0], string][] = [
      [{ status: 307, headers: { location: `${other.url}VIID/Subscribes` } }, 'refused pull.elsewhere'],
      [{ status: 500 }, 'away pull.status 500'],
      [{ status: 404 }, 'refused pull.status 404'],
      [{ body: '' }, 'refused library.unread 200'],
      [{ body: '<html>' }, 'refused library.unread 200'],
      [{ body: status('zero') }, 'refused library.unread 200'],
      [{ body: `{"a":"${'x'.repeat(70_000)}"}` }, 'refused library.unread 200'],
      [{ body: list }, 'refused library.refused 4 不允许 订阅'],
      [{ body: status(1, '请联系 13000000042') }, 'refused library.refused 1 –'],
      [{ status: 201, body: status(0) }, 'granted'],
    ]
    for (const [answer, wanted] of answers) {
      one.say(answer)
      assert.equal(await ask(), wanted)
    }
    assert.equal(other.got.length, 0)
  })

  it('that is silent, or not there, holds up nobody', async (t) => {
    const silent = createServer(() => undefined)
    t.after(() => void silent.close().closeAllConnections())
    await once(silent.listen(0, '127.0.0.1'), 'listening')
    const { port } = silent.address() as AddressInfo
    assert.equal(said(await asking(`http://127.0.0.1:${port}`, { patienceMs: 50 })), 'away pull.slow')
    assert.equal(said(await asking('http://127.0.0.1:1')), 'away pull.away')
    assert.equal(said(await asking(`http://127.0.0.1:${port}`, { stop: AbortSignal.abort() })), 'away pull.away')
  })
})
