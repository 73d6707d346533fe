import assert from 'node:assert/strict'
import { request } from 'node:http'
import { describe, it, type TestContext } from 'node:test'
import pg from 'pg'
import { firstDevice, type Story, startStory } from '../story.ts'

type Ear = {
  /** everything told so far */
  text(): string
  /** resolves once this was told */
  told(words: string): Promise<void>
  /** resolves when the server ends the stream */
  ended: Promise<void>
}
/** `position`: where its session says that the stream is to begin. */
type Seat = { headers: Record<string, string>; position: string; listen(after?: string): Promise<Ear> }

/** A story whose server really listens: streams cannot be tried without a socket. */
async function openCity(test: TestContext): Promise<{ story: Story; sit(account: string): Promise<Seat> }> {
  const story = await startStory(test)
  const address = await story.zhili.app.listen({ port: 0, host: '127.0.0.1' })
  const sit = async (account: string): Promise<Seat> => {
    const answer = await story.public('POST', '/api/v1/demo/session', { account, tab: true })
    assert.equal(answer.status, 200)
    const headers = { 'x-demo-session': String(answer.body.tabSession) }
    const live = `${address}/api/v1/live`
    return {
      headers,
      position: String(answer.body.position),
      listen: (after) => listen(after ? `${live}?after=${after}` : live, headers),
    }
  }
  return { story, sit }
}

/** Answers once the server has said hello: from then on nothing is missed. */
async function listen(url: string, headers: Record<string, string>): Promise<Ear> {
  let all = ''
  const waiting = new Map<string, () => void>()
  const ended = Promise.withResolvers<void>()
  const asked = request(url, { headers }, (answer) => {
    answer.setEncoding('utf8')
    answer.on('data', (piece: string) => {
      all += piece
      for (const [words, done] of waiting) if (all.includes(words)) done()
    })
    answer.on('end', () => ended.resolve())
  })
  asked.end()
  const told = (words: string): Promise<void> => new Promise((done) => (all.includes(words) ? done() : waiting.set(words, done)))
  await told('event: clock')
  return { text: () => all, told, ended: ended.promise }
}

const red = async (story: Story): Promise<void> => {
  assert.equal((await story.reads(firstDevice, { ch4: 55 })).status, 202)
}

describe('a live stream', { timeout: 120_000 }, () => {
  it('tells what happened since its session was read, and again since its hello, though nothing was told on it', async (test) => {
    const { story, sit } = await openCity(test)
    const seat = await sit('chenli')
    const early = await seat.listen()
    const hello = /^id: (\S+)\nevent: clock/.exec(early.text())?.[1]
    assert.ok(hello, early.text())
    await red(story)
    await early.told('event.opened')
    for (const after of [seat.position, hello]) await (await seat.listen(after)).told('event.opened')
    // Whoever asks for nothing hears what comes now, and has to read the rest.
    const late = await seat.listen()
    assert.equal((await story.reads(firstDevice, { ch4: 3 })).status, 202)
    assert.doesNotMatch(late.text(), /event\.opened/)
  })

  it('ends with its own session, and only with its own', async (test) => {
    const { story, sit } = await openCity(test)
    const [here, elsewhere] = [await sit('chenli'), await sit('chenli')]
    const [ear, other] = [await here.listen(), await elsewhere.listen()]
    const left = await story.zhili.app.inject({ method: 'DELETE', url: '/api/v1/session', headers: here.headers })
    assert.equal(left.statusCode, 204)
    await red(story)
    await other.told('event.opened')
    await ear.ended
    assert.doesNotMatch(ear.text(), /alarm\.raised|event\.opened/)
  })

  it('ends when nobody used the session for its idle time, and does not keep it awake itself', async (test) => {
    const { story, sit } = await openCity(test)
    const ear = await (await sit('chenli')).listen()
    for (const minutes of [14, 14]) {
      await story.pass({ m: minutes })
      await story.reads(firstDevice, { ch4: 3 })
    }
    await story.pass({ m: 3 })
    await red(story)
    await ear.ended
    assert.doesNotMatch(ear.text(), /event\.opened/)
    const [session] = await story.sql<{ awake: boolean }>('select seen_at > opened_at as awake from sessions')
    assert.equal(session?.awake, false)
  })

  it('ends when the appointment is ended', async (test) => {
    const { story, sit } = await openCity(test)
    const ear = await (await sit('chenli')).listen()
    const [held] = await story.sql<{ id: string }>(
      `select a.id from appointments a join accounts c on c.person = a.person where c.account = 'chenli'`,
    )
    assert.equal((await story.as('zouhaining').post(`/api/v1/admin/appointments/${held!.id}/end`)).status, 200)
    await red(story)
    await ear.ended
    assert.doesNotMatch(ear.text(), /alarm\.raised|event\.opened/)
  })

  it('of a deputy hears what the post hears until the delegation ends, then only what is the deputy’s own', async (test) => {
    const { story, sit } = await openCity(test)
    const [held] = await story.sql<{ post: string }>(
      `select a.post from appointments a join accounts c on c.person = a.person where c.account = 'chenli'`,
    )
    const [deputy] = await story.sql<{ person: string }>(`select person from accounts where account = 'beian-housing-a'`)
    const until = new Date(story.now().getTime() + 3_000).toISOString()
    const given = await story.as('chenli').post('/api/v1/appointments/delegate', { ...deputy, until })
    assert.equal(given.status, 200, JSON.stringify(given.body))
    const seat = await sit('beian-housing-a')
    const switched = await story.zhili.app.inject({
      method: 'PUT',
      url: '/api/v1/session/post',
      headers: seat.headers,
      payload: { post: held!.post },
    })
    assert.equal(switched.statusCode, 200)
    const ear = await seat.listen()
    assert.equal((await story.reads(firstDevice, { ch4: 12 })).status, 202)
    await ear.told('alarm.raised')
    // Sooner than the next heartbeat: the very second counts. The post's own holder hears on.
    await story.pass({ s: 3 })
    const holder = await (await sit('chenli')).listen()
    await red(story)
    await holder.told('event.opened')
    await story.zhili.app.inject({ method: 'DELETE', url: '/api/v1/session', headers: seat.headers })
    await ear.ended
    assert.doesNotMatch(ear.text(), /event\.opened/)
  })

  it('leaves nobody in the hub when the page is gone before it opens', async (test) => {
    const { story, sit } = await openCity(test)
    const seat = await sit('chenli')
    const listeners = async () =>
      Number(/^zhili_live_listeners (\d+)$/m.exec(String((await story.public('GET', '/metrics')).bytes))![1])
    const before = await listeners()
    const lock = new pg.Client({ connectionString: story.url })
    await lock.connect()
    // Whose cases they are is looked up before the stream opens: held up here, until the page is gone.
    await lock.query('begin')
    await lock.query('lock table reports in access exclusive mode')
    const page = request(`${story.zhili.app.listeningOrigin}/api/v1/live`, { headers: seat.headers }).on('error', () => {})
    page.end()
    const held = `select 1 from pg_locks where relation = 'reports'::regclass and not granted`
    while ((await story.sql(held)).length === 0);
    page.destroy()
    const open = () => new Promise<number>((done) => story.zhili.app.server.getConnections((_, count) => done(count)))
    while ((await open()) > 0) await new Promise(setImmediate)
    await lock.end()
    await (await sit('chenli')).listen()
    assert.equal(await listeners(), before + 1, 'the second page alone')
  })
})
