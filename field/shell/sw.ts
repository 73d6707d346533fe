import { readNote, showNote } from './push-words.ts'
import { keyOf, spoiled, surplus, wayOf } from './sw-rules.ts'

/** Filled in by the build: what the app needs to start without a network, and a mark that changes with any of it. */
declare const __SHELL__: { mark: string; page: string; files: string[] }

/** The parts of a worker's world that are used here; the compiler's own library of workers does not go with that of pages. */
type Extendable = { waitUntil(work: Promise<unknown>): void }
type Fetching = Extendable & { request: Request; respondWith(answer: Promise<Response>): void }
type Pushed = Extendable & { data: { text(): string } | null }
type Clicked = Extendable & { notification: { close(): void; data: { url: string } } }
type Page = { url: string; focus(): Promise<unknown>; navigate(url: string): Promise<unknown> }
type Worker = {
  location: Location
  caches: CacheStorage
  navigator: { language: string }
  registration: { showNotification(title: string, options: object): Promise<void> }
  clients: {
    claim(): Promise<void>
    matchAll(of: { type: 'window'; includeUncontrolled: boolean }): Promise<Page[]>
    openWindow(url: string): Promise<unknown>
  }
  skipWaiting(): Promise<void>
  addEventListener(kind: 'install' | 'activate', hear: (event: Extendable) => void): void
  addEventListener(kind: 'fetch', hear: (event: Fetching) => void): void
  addEventListener(kind: 'push', hear: (event: Pushed) => void): void
  addEventListener(kind: 'notificationclick', hear: (event: Clicked) => void): void
  addEventListener(kind: 'message', hear: (event: MessageEvent) => void): void
}
const worker = self as unknown as Worker

const shellCache = `zhili-shell-${__SHELL__.mark}`
const answerCache = 'zhili-answers'
const shell = new Set(__SHELL__.files)

worker.addEventListener('install', (event) => {
  // `reload`: a page that the browser's own cache still holds must not become the shell of a new version.
  const page = new Request(__SHELL__.page, { cache: 'reload', headers: { accept: 'text/html' } })
  const load = [page, ...__SHELL__.files.map((path) => new Request(path, { cache: 'reload' }))]
  event.waitUntil(caches.open(shellCache).then((cache) => cache.addAll(load)))
})

worker.addEventListener('activate', (event) => {
  const tidy = async () => {
    for (const name of await caches.keys()) if (name.startsWith('zhili-shell-') && name !== shellCache) await caches.delete(name)
    await worker.clients.claim()
  }
  event.waitUntil(tidy())
})

worker.addEventListener('message', (event) => {
  if (event.data === 'take-over') void worker.skipWaiting()
})

worker.addEventListener('push', (event) => {
  const { title, options } = showNote(readNote(event.data?.text() ?? ''), worker.navigator.language)
  event.waitUntil(worker.registration.showNotification(title, options))
})

worker.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(openOrder(event.notification.data.url))
})

/** In the app that is open already, else in a new window. */
async function openOrder(url: string): Promise<void> {
  const pages = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const open = pages.find((page) => new URL(page.url).pathname.startsWith('/field'))
  if (!open) return void (await worker.clients.openWindow(url))
  await open.navigate(url)
  await open.focus()
}

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const way = wayOf(request, worker.location.origin, shell)
  if (way === 'page') event.respondWith(fromShell(__SHELL__.page, request))
  else if (way === 'asset') event.respondWith(fromShell(new URL(request.url).pathname, request))
  else if (way === 'fresh-first') event.respondWith(freshFirst(event))
})

async function fromShell(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(shellCache)
  return (await cache.match(path)) ?? fetch(request)
}

async function freshFirst(event: Fetching): Promise<Response> {
  const { request } = event
  const key = keyOf(request.url, request.headers.get('x-demo-session'))
  try {
    const answer = await fetch(request)
    if (answer.ok) event.waitUntil(keepAnswer(key, answer.clone()))
    return answer
  } catch (error) {
    const old = await (await caches.open(answerCache)).match(key)
    if (old) return old
    throw error
  }
}

async function keepAnswer(key: string, answer: Response): Promise<void> {
  const headers = new Headers(answer.headers)
  for (const name of spoiled) headers.delete(name)
  const cache = await caches.open(answerCache)
  await cache.delete(key) // so that the newest stand at the end
  await cache.put(key, new Response(await answer.blob(), { status: answer.status, headers }))
  for (const old of surplus((await cache.keys()).map((request) => request.url))) await cache.delete(old)
}
