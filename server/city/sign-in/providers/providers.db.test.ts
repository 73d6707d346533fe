import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { clientId, clientSecret, type IdentityProvider, startIdentityProvider } from '../../../../test/identity-provider.ts'
import { type Story, startStory } from '../../../../test/story.ts'
import { StartError } from '../../../kernel/config.ts'
import { addressLimit } from '../rules/failures.ts'
import { readSignIn } from './settings.ts'

const address = 'http://127.0.0.1:8080'
const path = '/api/v1/session/providers'
type World = { story: Story; idp: IdentityProvider }

function settingsFile(content: object): string {
  const file = join(mkdtempSync(join(tmpdir(), 'zhili-sign-in-')), 'sign-in.json')
  writeFileSync(file, JSON.stringify(content))
  return file
}

/** Two ways to one provider: by the employee number its user data hold, and by the name in its token. */
async function startWorld(test: TestContext): Promise<World> {
  const idp = await startIdentityProvider(test, { address, numbers: { 'u-1': 'chenli', 'u-2': 'nobody-here' } })
  const one = { name: { zh: '市统一身份认证', en: 'City identity' }, issuer: idp.issuer, clientId, secret: 'SIGN_IN_CITY' }
  const providers = [
    { ...one, id: 'number', claim: 'employee_number' },
    { ...one, id: 'name' },
  ]
  const env = { SIGN_IN_FILE: settingsFile({ address, providers }), SIGN_IN_CITY: clientSecret }
  return { story: await startStory(test, { env }), idp }
}

type Answer = { status: number; to: string; cookies: string[]; session: string | null }

/** Begins here; answers where the browser is sent, and what it keeps. */
async function begin({ story }: World, id = 'number', back?: string): Promise<{ url: string; cookie: string; status: number }> {
  const answer = await story.zhili.app.inject({
    method: 'POST',
    url: `${path}/${id}`,
    payload: back === undefined ? {} : { back },
  })
  const cookie = String(answer.headers['set-cookie'] ?? '').split(';')[0]!
  return { url: answer.json<{ url: string }>().url, cookie, status: answer.statusCode }
}

/** Signs in at the provider as somebody; answers the address it sends the browser back to. */
async function atProvider(url: string, who: string): Promise<string> {
  const jar = new Map<string, string>()
  let next = url
  for (let step = 0; step < 8 && !next.startsWith(address); step++) {
    if (next.includes('/interaction/')) next += `?who=${who}`
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(next, { redirect: 'manual', headers: { cookie } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      jar.set(name, value)
    }
    next = new URL(answer.headers.get('location') ?? `/stuck-${answer.status}`, next).href
  }
  assert.ok(next.startsWith(address), next)
  return next.slice(address.length)
}

async function comeBack({ story }: World, url: string, cookie: string): Promise<Answer> {
  const answer = await story.zhili.app.inject({ url, headers: { cookie } })
  const cookies = [answer.headers['set-cookie'] ?? []].flat()
  const session = cookies.map((one) => /^zhili_session=([^;]+)/.exec(one)?.[1]).find(Boolean) ?? null
  return { status: answer.statusCode, to: String(answer.headers.location), cookies, session }
}

async function signIn(world: World, given: { id?: string; who: string; back?: string }): Promise<Answer> {
  const { url, cookie } = await begin(world, given.id, given.back)
  return comeBack(world, await atProvider(url, given.who), cookie)
}

async function whoIs({ story }: World, session: string): Promise<string> {
  const answer = await story.zhili.app.inject({ url: '/api/v1/session', headers: { cookie: `zhili_session=${session}` } })
  return answer.statusCode === 200 ? answer.json<{ person: { name: string } }>().person.name : 'nobody'
}

describe('signing in by a provider', () => {
  it('opens the usual session of the account a claim names, and ends it here and there', async (test) => {
    const world = await startWorld(test)
    const { story, idp } = world
    const listed = await story.public('GET', path)
    assert.deepEqual((listed.body as { rows: object[] }).rows[0], {
      id: 'number',
      name: { zh: '市统一身份认证', en: 'City identity' },
    })
    const { url } = await begin(world)
    const asked = Object.fromEntries(new URL(url).searchParams)
    assert.equal(asked.code_challenge_method, 'S256')
    assert.equal(asked.redirect_uri, `${address}${path}/number/callback`)
    assert.ok(asked.state!.length >= 43 && asked.nonce!.length >= 43)

    const came = await signIn(world, { who: 'u-1', back: '/events/7?tab=work' })
    assert.deepEqual([came.status, came.to], [302, '/events/7?tab=work'])
    assert.match(came.cookies.at(-1)!, /^zhili_session=[\w-]+; Path=\/; HttpOnly; SameSite=Strict$/)
    assert.equal(await whoIs(world, came.session!), '陈立')
    assert.ok(idp.asked.includes('/me'), 'the number stands in the user data only')
    const [opened] = await story.facts('session.opened')
    assert.deepEqual([opened?.body.account, opened?.body.provider], ['chenli', 'number'])
    assert.equal((await story.sql('select 1 from usual_senders')).length, 1)

    for (const back of ['https://evil.example/', '//evil.example', '/\\evil.example'])
      assert.equal((await signIn(world, { who: 'u-1', back })).to, '/')
    const asks = idp.asked.filter((path) => path === '/me').length
    const byName = await signIn(world, { id: 'name', who: 'zhoumin' })
    assert.equal(await whoIs(world, byName.session!), '周敏')
    assert.equal(idp.asked.filter((path) => path === '/me').length, asks, 'the name stands in the token itself')

    const out = await story.zhili.app.inject({
      method: 'DELETE',
      url: '/api/v1/session',
      headers: { cookie: `zhili_session=${came.session}` },
    })
    const next = new URL(out.json<{ next: string }>().next)
    assert.equal(`${next.origin}${next.pathname}`, `${idp.issuer}/session/end`)
    assert.equal(next.searchParams.get('post_logout_redirect_uri'), `${address}/sign-in`)
    const confirm = await fetch(next)
    assert.equal(confirm.status, 200, 'the provider takes its own token back')
    assert.equal(await whoIs(world, came.session!), 'nobody')
    assert.deepEqual(await story.sql('select 1 from sessions where id_token is not null and closed_at is not null'), [])
    await story.end()
  })

  it('makes nobody an account, and says so', async (test) => {
    const world = await startWorld(test)
    const stranger = await signIn(world, { who: 'u-2', back: '/inbox' })
    assert.deepEqual([stranger.to, stranger.session], ['/sign-in?refused=provider.no-account&back=%2Finbox', null])
    assert.deepEqual((await world.story.facts('session.unknown'))[0]?.body, { account: 'nobody-here', provider: 'number' })
    assert.equal((await signIn(world, { who: 'u-3' })).to, '/sign-in?refused=provider.no-claim')
    await world.story.sql(`delete from appointments where person = (select person from accounts where account = 'chenli')`)
    assert.equal((await signIn(world, { who: 'u-1', back: '/field/orders/1' })).to, '/field/?refused=session.no-post')
    assert.deepEqual(await world.story.facts('session.opened'), [])
    await world.story.end()
  })
})

describe('what comes back', () => {
  it('must belong to what this browser began, is taken once and in time', async (test) => {
    const world = await startWorld(test)
    const [mine, other] = [await begin(world), await begin(world)]
    const callback = await atProvider(mine.url, 'u-1')
    const refused = async (url: string, cookie: string) =>
      (await comeBack(world, url, cookie)).to.replace('/sign-in?refused=', '')
    assert.equal(await refused(callback, ''), 'provider.stale', 'somebody else’s code, sent to a browser that began nothing')
    assert.equal(await refused(callback, other.cookie), 'provider.refused', 'another beginning of this browser')
    assert.equal(await refused(callback, `${mine.cookie.slice(0, -2)}AA`), 'provider.stale', 'a changed beginning')
    assert.equal(await refused(callback.replace('/number/', '/name/'), mine.cookie), 'provider.stale', 'another way')
    assert.equal(await refused(callback.replace('/number/', '/none/'), mine.cookie), 'provider.stale', 'no such provider')
    const wrongIssuer = callback.replace(/iss=[^&]+/, 'iss=https%3A%2F%2Fevil.example')
    assert.equal(await refused(wrongIssuer, mine.cookie), 'provider.refused', 'a mix-up')
    assert.equal(await refused(callback.replace(/code=[^&]+/, 'error=access_denied'), mine.cookie), 'provider.refused')
    assert.ok((await comeBack(world, callback, mine.cookie)).session)
    assert.equal(await refused(callback, mine.cookie), 'provider.refused', 'a code that was used')

    const late = await begin(world)
    const lateCallback = await atProvider(late.url, 'u-1')
    await world.story.pass({ m: 10, s: 1 })
    assert.equal(await refused(lateCallback, late.cookie), 'provider.stale')
    assert.equal((await world.story.facts('session.opened')).length, 1)
    await world.story.end()
  })

  it('must be signed for us, by the provider, for this very sign-in, and not be over', async (test) => {
    const world = await startWorld(test)
    const { idp, story } = world
    const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
    const past = Math.floor(Date.now() / 1000) - 3600
    const bad: Record<string, Parameters<IdentityProvider['tamper']>[0]> = {
      'another nonce': (claims, sign) => sign({}, { ...claims, nonce: 'another' }),
      'no nonce': ({ nonce: _, ...claims }, sign) => sign({}, claims),
      'another audience': (claims, sign) => sign({}, { ...claims, aud: 'somebody-else' }),
      'two audiences without a party': (claims, sign) => sign({}, { ...claims, aud: [clientId, 'somebody-else'] }),
      'another issuer': (claims, sign) => sign({}, { ...claims, iss: 'https://evil.example' }),
      expired: (claims, sign) => sign({}, { ...claims, iat: past - 60, exp: past }),
      'no subject': ({ sub: _, ...claims }, sign) => sign({}, claims),
      unsigned: (claims) => `${encode({ alg: 'none' })}.${encode(claims)}.`,
      'changed after it was signed': (claims, _, token) =>
        [token.split('.')[0], encode({ ...claims, sub: 'zhoumin' }), token.split('.')[2]].join('.'),
      'signed with the shared secret': (claims) => {
        const text = `${encode({ alg: 'HS256' })}.${encode(claims)}`
        return `${text}.${createHmac('sha256', clientSecret).update(text).digest('base64url')}`
      },
      'signed by a key nobody published': (claims, sign) => sign({ kid: 'unknown' }, claims),
      'an algorithm that is not on the list': (claims, sign) => sign({ alg: 'ES384' }, claims),
      'no token at all': () => 'nonsense',
    }
    for (const [what, change] of Object.entries(bad)) {
      idp.tamper(change)
      const { to, session } = await signIn(world, { id: 'name', who: 'chenli' })
      assert.deepEqual([to, session], ['/sign-in?refused=provider.refused', null], what)
    }
    idp.tamper(null)
    assert.ok((await signIn(world, { id: 'name', who: 'chenli' })).session, 'as the provider wrote it')
    await story.end()
  })

  it('may be signed by a key that came into use since, under a new id or the old one', async (test) => {
    const world = await startWorld(test)
    const { idp, story } = world
    const enter = async () => (await signIn(world, { id: 'name', who: 'chenli' })).session !== null
    assert.ok(await enter())
    for (const kid of ['second', 'second']) {
      idp.rotate(kid)
      await story.pass({ m: 2 })
      assert.ok(await enter(), kid)
    }
    await story.pass({ m: 2 })
    const read = () => idp.asked.filter((path) => path === '/jwks').length
    const before = read()
    idp.tamper((claims, sign) => sign({ kid: 'unknown' }, claims))
    for (let i = 0; i < 3; i++) assert.equal(await enter(), false)
    assert.ok(read() - before <= 1, 'a stranger’s keys do not make us ask each time')
    await story.end()
  })
})

describe('a provider that is away', () => {
  it('is said at once; passwords go on, and so does signing out', async (test) => {
    const world = await startWorld(test)
    const { story, idp } = world
    const came = await signIn(world, { who: 'u-1' })
    const begun = await begin(world)
    const callback = await atProvider(begun.url, 'u-1')
    idp.away(true)
    assert.equal((await comeBack(world, callback, begun.cookie)).to, '/sign-in?refused=provider.away')
    await story.restart()
    const answer = await story.public('POST', `${path}/number`, {})
    assert.deepEqual([answer.status, (answer.body as { code: string }).code], [502, 'provider.away'])
    const out = { method: 'DELETE' as const, url: '/api/v1/session', headers: { cookie: `zhili_session=${came.session}` } }
    assert.equal((await story.zhili.app.inject(out)).statusCode, 204, 'out here, although the provider cannot be asked')
    const password = await story.public('POST', '/api/v1/session', { account: 'chenli', password: 'zhili-demo' })
    assert.equal(password.status, 200)
    idp.away(false)
    assert.equal((await begin(world)).status, 200)
    await story.end()
  })

  it('is not asked by a flood, and pages of strangers begin nothing', async (test) => {
    const world = await startWorld(test)
    const { story } = world
    const foreign = await story.public('POST', `${path}/number`, {}, { origin: 'https://evil.example' })
    assert.equal((foreign.body as { code: string }).code, 'session.origin')
    assert.equal((await story.public('POST', `${path}/none`, {})).status, 404)
    const callback = `${path}/number/callback?code=a&state=b`
    for (let i = 0; i < addressLimit.limit; i++) await comeBack(world, callback, 'zhili_provider=junk')
    assert.equal((await comeBack(world, callback, '')).to, '/sign-in?refused=input.too-many')
    assert.equal((await story.public('POST', `${path}/number`, {})).status, 429)
    await story.end()
  })
})

describe('the settings of providers', () => {
  it('are refused with everything that is wrong in them', () => {
    const provider = {
      id: 'city',
      name: { zh: '市', en: 'City' },
      issuer: 'https://id.example',
      clientId,
      secret: 'SIGN_IN_CITY',
    }
    const said = (content: object, env = { SIGN_IN_CITY: 'x' }): string => {
      try {
        readSignIn({ SIGN_IN_FILE: settingsFile(content) }, env)
        return ''
      } catch (error) {
        assert.ok(error instanceof StartError)
        return error.message
      }
    }
    const good = { address: 'https://zhili.example', providers: [provider] }
    assert.equal(said(good), '')
    assert.equal(
      readSignIn({ SIGN_IN_FILE: settingsFile({ ...good, address: 'https://zhili.example/' }) }, { SIGN_IN_CITY: 'x' }).address,
      'https://zhili.example',
    )
    for (const address of ['https://zhili.example/x', 'https://zhili.example?x', 'https://u@zhili.example'])
      assert.match(said({ ...good, address }), /address: scheme and host only/, address)
    assert.match(said({ ...good, address: 'http://zhili.example' }), /address: must be https/)
    assert.match(said({ ...good, providers: [{ ...provider, issuer: 'http://id.example' }] }), /issuer: must be https/)
    assert.match(said({ ...good, providers: [{ ...provider, algorithms: ['none'] }] }), /algorithms/)
    assert.match(said({ ...good, providers: [{ ...provider, algorithms: ['HS256'] }] }), /algorithms/)
    assert.match(said({ ...good, providers: [provider, provider] }), /given twice/)
    assert.match(said({ ...good, providers: [{ ...provider, secret: 'HOME' }] }), /begins with SIGN_IN_/)
    assert.match(said(good, {} as never), /SIGN_IN_CITY is not set/)
    assert.match(said({ ...good, providers: [{ ...provider, scope: 'profile' }] }), /must hold openid/)
    assert.deepEqual(readSignIn({ SIGN_IN_FILE: undefined }, {}).providers, [])
    assert.throws(() => readSignIn({ SIGN_IN_FILE: '/nowhere.json' }, {}), StartError)
  })
})
