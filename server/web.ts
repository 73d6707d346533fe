import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyReply } from 'fastify'
import type { App } from './kernel/http.ts'
import { RefusalError } from './kernel/result.ts'

const dist = fileURLToPath(new URL('../dist/', import.meta.url))

/** No script, style, picture or connection from anywhere else: no request leaves the machine. MapLibre's worker is a blob of ours, and so is a paper that is looked at. */
const policy =
  "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; worker-src 'self' blob:; frame-src blob:; connect-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'none'"

/** Where each app's page stands; every deeper address of an app gets the same page, its own router reads the rest. */
const pages: [prefix: string, file: string][] = [
  ['/cockpit', 'cockpit/index.html'],
  ['/field', 'field/index.html'],
  ['/public', 'public.html'],
  ['/leader', 'leader.html'],
]

const consolePage = 'index.html'

/** The policy of a page: a script that stands in it (the console's first one, written by the build) is allowed by its hash, and no other. */
export function policyOf(html: string): string {
  const inline = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, code]) => code ?? '')
  if (inline.length === 0) return policy
  const hashes = inline.map((code) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`)
  return `${policy}; script-src 'self' ${hashes.join(' ')}`
}

/** Whether the pages are built: without them only the interfaces answer. */
export const pagesBuilt = (): boolean => existsSync(dist)

/** Serves the built apps. Hashed assets are kept for a year, pages are asked for anew each time. */
export async function webRoutes(app: App): Promise<void> {
  app.addHook('onSend', async (request, reply) => {
    void reply.header('x-content-type-options', 'nosniff').header('referrer-policy', 'same-origin')
    if (request.url.startsWith('/api/') || reply.hasHeader('content-security-policy')) return
    void reply.header('content-security-policy', policy)
  })
  if (!pagesBuilt()) return
  await app.register(fastifyStatic, {
    root: dist,
    index: false,
    wildcard: false,
    globIgnore: ['assets/**'],
    // The build lays a packed twin beside every text.
    preCompressed: true,
    // Its own words would take the place of ours.
    cacheControl: false,
    setHeaders: (reply, path) => {
      const hashed = path.includes('/assets/')
      reply.setHeader('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
      reply.setHeader('vary', 'accept-encoding')
      if (path.endsWith('sw.js')) reply.setHeader('service-worker-allowed', '/field/')
    },
  })
  // A route for each of the eight hundred hashed files would cost every start a fifth of a second: one asks whether the file is there.
  const assets = new Set(readdirSync(`${dist}assets`))
  app.get('/assets/:file', { schema: { hide: true } }, async (request, reply) => {
    const { file } = request.params as { file: string }
    if (!assets.has(file)) throw new RefusalError({ code: 'route.not-found' })
    return reply.sendFile(`assets/${file}`)
  })
  const policies = new Map(
    [consolePage, ...pages.map(([, file]) => file)].map((file) => [file, policyOf(readFileSync(`${dist}${file}`, 'utf8'))]),
  )
  app.get('/*', { schema: { hide: true }, config: { permit: 'public' } }, async (request, reply) => {
    if (request.url.startsWith('/api/') || /\.\w+$/.test(request.url.split('?')[0]!))
      throw new RefusalError({ code: 'route.not-found' })
    return sendPage(reply, request.url, policies)
  })
}

function sendPage(reply: FastifyReply, url: string, policies: ReadonlyMap<string, string>): FastifyReply {
  const path = url.split('?')[0]!
  const file = pages.find(([prefix]) => path === prefix || path.startsWith(`${prefix}/`))?.[1] ?? consolePage
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-cache')
    .header('content-security-policy', policies.get(file) ?? policy)
    .sendFile(file)
}
