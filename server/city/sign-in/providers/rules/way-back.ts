import type { ProblemCode } from '../../../../../contract/problem.ts'

/** Longer addresses than any of ours are no addresses of ours. */
const mostLetters = 400

/** The page to show after signing in: a path of our own pages, never an address elsewhere and never the API; else the first page. */
export function safeBack(wish: string | undefined): string {
  if (!wish || wish.length > mostLetters || !wish.startsWith('/') || /[\\\p{Cc}]/u.test(wish)) return '/'
  const here = 'http://here.invalid'
  const url = URL.canParse(wish, here) ? new URL(wish, here) : null
  if (!url || url.origin !== here || /^\/api(\/|$)/.test(url.pathname) || url.pathname.startsWith('//')) return '/'
  return `${url.pathname}${url.search}${url.hash}`
}

/** Where a refusal is shown: the sign-in page of the app that was meant. */
export function refusedAt(back: string, code: ProblemCode): string {
  const app = /^\/(field|leader|cockpit)(?=[/?#]|$)/.exec(back)?.[0]
  if (app) return `${app === '/leader' ? app : `${app}/`}?refused=${code}`
  return `/sign-in?${new URLSearchParams({ refused: code, ...(back === '/' ? {} : { back }) })}`
}
