const name = 'portal'
/** Who was signed in already and leaves a minute later must not be signed in again by it. */
const keptMs = 60_000

/** Read as soon as the page is there, before a router looks at the address and drops what it does not know. */
let token = readToken()

/**
 * The token with which the staff's portal opened this page, once. It is taken out of the address at once, so that it stands in no history
 * and nobody sends it on. Null for who came another way.
 */
export function takePortalToken(): string | null {
  const taken = performance.now() < keptMs ? token : null
  token = null
  return taken
}

function readToken(): string | null {
  const url = new URL(location.href)
  const found = url.searchParams.get(name)
  if (found === null) return null
  url.searchParams.delete(name)
  history.replaceState(history.state, '', `${url.pathname}${url.search}${url.hash}`)
  return found
}
