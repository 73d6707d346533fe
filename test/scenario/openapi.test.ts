import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { permits } from '../../contract/permit.ts'
import { problems } from '../../contract/problem.ts'
import { apiPage } from '../../server/api-page.ts'
import { describeApi, unconnected } from '../../server/describe.ts'
import { operationIds } from '../../server/openapi-ids.ts'
import { english } from '../../server/openapi-words.ts'
import { addRoutes } from '../../server/routes.ts'

const document = await describeApi()
const operations = Object.entries(document.paths).flatMap(([path, verbs]) =>
  Object.entries(verbs).map(([verb, one]) => ({ name: `${verb.toUpperCase()} ${path}`, one })),
)
const committed = new URL('../../docs/reference/openapi.json', import.meta.url)

describe('the description of the API', () => {
  it('is committed as the server publishes it (else: node tools/check-docs.mjs --write)', () => {
    const written = JSON.parse(readFileSync(committed, 'utf8')) as typeof document
    const now = JSON.parse(JSON.stringify(document)) as typeof document
    for (const path of new Set([...Object.keys(written.paths), ...Object.keys(now.paths)]))
      assert.deepEqual(now.paths[path], written.paths[path], path)
    assert.deepEqual(now, written)
  })

  it('leaves no route out but those that are no interface', async () => {
    const { app, parts, close } = await unconnected()
    const seen: string[] = []
    app.addHook('onRoute', (route) => {
      const url = route.url.replace(/:(\w+)/g, '{$1}')
      if (route.method !== 'HEAD') seen.push(...[route.method].flat().map((method) => `${method} ${url}`))
    })
    await addRoutes(app, parts)
    await close()
    const told = new Set(operations.map(({ name }) => name))
    assert.deepEqual(
      seen.filter((name) => !told.has(name)),
      [
        'GET /api/v1/session/providers/{id}/callback',
        'GET /install',
        'GET /install/ca.crt',
        'GET /healthz',
        'GET /metrics',
        'GET /api/v1/openapi.json',
        'GET /api/v1/docs',
      ],
    )
    assert.equal(seen.length, told.size + 7)
  })

  it('tells every operation in both languages, who may knock, and how it may refuse', () => {
    for (const { name, one } of operations) {
      assert.match(one.summary, /\p{Script=Han}/u, name)
      assert.match(one.description ?? '', /^[A-Z][^\p{Script=Han}]+$/u, name)
      assert.equal(one.tags?.length, 1, name)
      assert.ok(one['x-permit'], `${name} names no permit`)
      const statuses = Object.keys(one.responses)
      assert.ok(statuses.includes('default'), name)
      assert.ok(one['x-permit'] === 'public' || statuses.includes('401'), name)
      assert.match(one.operationId ?? '', /^[a-z-]+\.[a-z-]+$/, name)
      assert.ok(
        statuses.some((status) => status.startsWith('2')),
        name,
      )
    }
    const ids = operations.map(({ one }) => one.operationId)
    assert.equal(new Set(ids).size, ids.length)
    assert.deepEqual(Object.keys(operationIds).sort(), operations.map(({ name }) => name).sort())
    assert.deepEqual(Object.keys(english).sort(), operations.map(({ name }) => name).sort())
  })

  it('tells every number a stranger, a foreign page, a wrong type or a large body is refused with', async () => {
    const { app, parts, close } = await unconnected()
    await addRoutes(app, parts)
    const large = 'x'.repeat(12 * 1_048_576)
    for (const { name, one } of operations) {
      const [method, path] = name.split(' ') as ['GET' | 'POST' | 'PUT' | 'DELETE' | 'OPTIONS', string]
      const url = path.replaceAll(/\{\w+\}/g, '0b6c1c1e-0000-7000-8000-000000000000')
      const asks: { headers: Record<string, string>; payload?: string }[] = [
        { headers: {} },
        { headers: { origin: 'https://elsewhere.example' } },
        { headers: { 'content-type': 'text/x-strange' }, payload: 'x' },
        { headers: { 'content-type': 'application/json' }, payload: '{' },
        { headers: { 'content-type': 'application/json' }, payload: large },
      ]
      for (const ask of method === 'GET' ? asks.slice(0, 2) : asks) {
        const { statusCode } = await app.inject({ method, url, ...ask })
        const told = statusCode < 300 || String(statusCode) in one.responses
        assert.ok(told, `${name} answered ${statusCode} to ${JSON.stringify(ask.headers)}`)
      }
    }
    await close()
  })

  it('asks for a full disk of the operations that stop at one', async () => {
    const { app, parts, close } = await unconnected()
    const goesOn = new Set<string>()
    app.addHook('onRoute', (route) => {
      if (route.config?.evenWhenFull) goesOn.add(`${[route.method].flat()[0]} ${route.url.replace(/:(\w+)/g, '{$1}')}`)
    })
    await addRoutes(app, parts)
    await close()
    for (const { name, one } of operations)
      assert.equal('507' in one.responses, !/^(GET|OPTIONS) /.test(name) && !goesOn.has(name), name)
  })

  it('says the three ways CloudEvents come', () => {
    const { one } = operations.find(({ name }) => name === 'POST /api/v1/cloudevents')!
    assert.deepEqual(Object.keys(one.requestBody?.content ?? {}), [
      'application/cloudevents+json',
      'application/cloudevents-batch+json',
      'application/json',
    ])
    assert.deepEqual(
      one.parameters?.map((parameter) => parameter.name),
      ['ce-specversion', 'ce-id', 'ce-source', 'ce-type', 'ce-subject', 'ce-time'],
    )
  })

  it('says that a piece of a photo is plain bytes, at a place', () => {
    const { one } = operations.find(({ name }) => name === 'PUT /api/v1/files/{id}')!
    assert.deepEqual(Object.keys(one.requestBody?.content ?? {}), ['application/octet-stream'])
    assert.deepEqual(
      one.parameters?.map((parameter) => parameter.name),
      ['offset', 'id'],
    )
  })

  it('points at nothing that is not there, and holds nothing that nobody points at', () => {
    const text = JSON.stringify(document)
    const used = new Set([...text.matchAll(/"#\/components\/(\w+)\/(\w+)"/g)].map(([, kind, name]) => `${kind}/${name}`))
    const { schemas, responses } = document.components
    const there = [
      ...Object.keys(schemas).map((name) => `schemas/${name}`),
      ...Object.keys(responses).map((name) => `responses/${name}`),
    ]
    assert.deepEqual([...used].sort(), there.sort())
  })
})

describe('the page of the API', () => {
  it('shows every operation and every refusal, runs no script and asks nobody else', async () => {
    const page = apiPage(document)
    for (const { name, one } of operations)
      assert.ok(page.includes(`<code>${name.split(' ')[1]}</code> ${one.summary.replaceAll('&', '&amp;')}`), name)
    assert.ok(page.includes('<code>work-order.already-accepted</code>'))
    assert.doesNotMatch(page, /<script|<link|<img|@import|url\(|https?:\/\//)
    const targets = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))
    for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) assert.ok(targets.has(target), `#${target}`)
    assert.ok(page.length < 750_000, `${page.length}`)
  })

  it('is served beside the document, behind a policy that allows nothing', async () => {
    const { app, parts, close } = await unconnected()
    await addRoutes(app, parts)
    const page = await app.inject('/api/v1/docs')
    assert.equal(page.statusCode, 200)
    assert.match(String(page.headers['content-type']), /^text\/html/)
    assert.match(String(page.headers['content-security-policy']), /default-src 'none'/)
    assert.deepEqual((await app.inject('/api/v1/openapi.json')).json(), JSON.parse(JSON.stringify(document)))
    await close()
  })
})

const docs = new URL('../../docs/', import.meta.url)
const pagesOf = (folder: string): URL[] =>
  readdirSync(new URL(folder, docs))
    .filter((name) => name.endsWith('.md'))
    .map((name) => new URL(`${folder}${name}`, docs))

describe('the guides and the pages on running it', () => {
  it('name only addresses, refusals, permits, settings, figures and files that exist', () => {
    const paths = new Set([...Object.keys(document.paths), '/api/v1/openapi.json', '/api/v1/docs'])
    const nouns = new Set(Object.keys(problems).map((code) => code.split('.')[0]))
    const known = new Set([...Object.keys(problems), ...permits, 'fan.on'])
    const settings = readFileSync(new URL('reference/config.md', docs), 'utf8')
    const metrics = readFileSync(new URL('../server/kernel/metrics.ts', docs), 'utf8')
    const pages = [...pagesOf('guide/'), ...pagesOf('ops/')]
    for (const page of pages) {
      const text = readFileSync(page, 'utf8')
      const file = page.pathname.slice(docs.pathname.length)
      assert.ok(text.trimEnd().split('\n').length <= 80, `${file} is longer than 80 lines`)
      for (const [, path] of text.matchAll(/(\/api\/v1\/[\w./{}-]+)/g)) assert.ok(paths.has(path!), `${file}: ${path}`)
      for (const [, word] of text.matchAll(/`([a-z-]+\.[a-z-]+)`/g))
        if (nouns.has(word!.split('.')[0])) assert.ok(known.has(word!), `${file}: ${word}`)
      for (const [, name] of text.matchAll(/`([A-Z]+_?[A-Z_]{2,})(?:=\w+)?`/g))
        assert.ok(settings.includes(`| \`${name}\` |`) || name === 'SIGTERM', `${file}: ${name}`)
      for (const [, name] of text.matchAll(/`(zhili_\w+)`/g)) assert.ok(metrics.includes(name!), `${file}: ${name}`)
      for (const [, link] of text.matchAll(/\]\(([^)#]+)\)/g)) assert.ok(existsSync(new URL(link!, page)), `${file}: ${link}`)
    }
    assert.ok(pages.length >= 7)
  })
})
