import assert from 'node:assert/strict'
import { afterEach, describe, it } from 'node:test'
import { QueryClient } from '@tanstack/react-query'
import { ownHeaders } from '../../ui/api.ts'
import { signalQuery, signalsQuery } from '../queries.ts'
import { sessionQuery } from '../session.ts'
import { askFirst, type Opened } from './ahead.ts'

const row = (id: string, grade: string, receivedAt: string) => ({ id, grade, receivedAt, event: null })
const rows = [row('a', 'minor', '2026-03-02T09:01:00Z'), row('b', 'major', '2026-03-02T09:00:00Z')]
const inbox: Opened = { pathname: '/inbox', search: '', beside: true }

describe('the first screen of the console', () => {
  const fetched = globalThis.fetch
  afterEach(() => {
    globalThis.fetch = fetched
    globalThis.zhiliAhead = undefined
  })

  /** What was asked, with its headers, of a server where this post is signed in; null: nobody. */
  function listen(permits: string[] | null): [url: string, headers: unknown][] {
    const asked: [string, unknown][] = []
    globalThis.fetch = (async (url: string, { headers }: RequestInit) => {
      asked.push([url, headers])
      if (!url.endsWith('/session')) return new Response(JSON.stringify({ rows }))
      return new Response(permits ? JSON.stringify({ permits, now: '2026-03-02T09:02:00Z', rate: 1 }) : '')
    }) as typeof fetch
    return asked
  }
  const asks = async (opened: Opened, permits: string[] | null = ['signal.read']): Promise<string[]> => {
    const asked = listen(permits)
    await askFirst(opened)
    return asked.map(([url]) => url)
  }

  it('asks who is there, the rows, and the one that will stand on top', async () =>
    assert.deepEqual(await asks(inbox), ['/api/v1/session', '/api/v1/signals?view=inbox&limit=100', '/api/v1/signals/b']))

  it('asks the same of somebody whose first place it is', async () =>
    assert.equal((await asks({ ...inbox, pathname: '/', search: '?view=auto' }))[1], '/api/v1/signals?view=inbox&limit=100'))

  it('asks by what stands in the address', async () =>
    assert.deepEqual((await asks({ ...inbox, search: '?area=50/500105/&view=auto&source=camera&id=c' })).slice(1), [
      '/api/v1/signals?area=50%2F500105%2F&view=auto&source=camera&limit=100',
      '/api/v1/signals/c',
    ]))

  it('asks for no row where none is shown beside the list', async () =>
    assert.equal((await asks({ ...inbox, beside: false })).length, 2))

  it('asks nothing that would be refused, and on other screens who is there', async () => {
    assert.deepEqual(await asks(inbox, null), ['/api/v1/session'])
    assert.deepEqual(await asks(inbox, ['event.read']), ['/api/v1/session'])
    assert.deepEqual(await asks({ ...inbox, pathname: '/events' }), ['/api/v1/session'])
    assert.deepEqual(await asks({ ...inbox, pathname: '/sign-in' }), [])
  })

  it('asks as the app does, which asks nothing of it again', async () => {
    const asked = listen(['signal.read'])
    await askFirst(inbox)
    const client = new QueryClient({ defaultOptions: { queries: { staleTime: 15_000 } } })
    await client.fetchQuery(sessionQuery)
    await client.fetchQuery(signalsQuery({ area: undefined, view: 'inbox' }))
    await client.fetchQuery(signalQuery('b'))
    assert.equal(asked.length, 3)
    for (const [, headers] of asked) assert.deepEqual(headers, ownHeaders())
    client.clear()
  })
})
