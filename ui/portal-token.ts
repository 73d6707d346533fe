const name = 'portal'

/**
 * The token with which the staff's portal opened this page, once: it is taken out of the address at once, so that it stands in no history
 * and nobody sends it on. Null for who came another way.
 */
export function takePortalToken(): string | null {
  const url = new URL(location.href)
  const token = url.searchParams.get(name)
  if (token === null) return null
  url.searchParams.delete(name)
  history.replaceState(history.state, '', `${url.pathname}${url.search}${url.hash}`)
  return token
}
