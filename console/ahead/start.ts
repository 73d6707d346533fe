import { askFirst } from './ahead.ts'

/** What every page of the console needs, and what its first screen adds: set by the build. */
declare const __FIRST_SCRIPTS__: readonly string[]
declare const __FIRST_SCREEN__: readonly string[]

const { pathname, search } = location
const isInbox = pathname === '/inbox' || pathname === '/'

// Whatever goes wrong here goes wrong once more in the app, which says so.
askFirst({ pathname, search, beside: matchMedia('(min-width: 761px)').matches }).catch(() => undefined)

// A browser asks a server for six things at a time. Scripts named in the page itself would all stand before the question above.
for (const href of isInbox ? [...__FIRST_SCRIPTS__, ...__FIRST_SCREEN__] : __FIRST_SCRIPTS__)
  document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href }))
