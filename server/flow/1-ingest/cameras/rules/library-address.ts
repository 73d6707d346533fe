const longest = 200

/**
 * The address of a view library as it is asked: scheme, host and port, nothing behind. Plain HTTP is allowed, for these neighbours speak
 * nothing else inside the private network. Null for anything else: another scheme, a name or password, a path.
 */
export function libraryAddress(text: string): string | null {
  const said = text.trim()
  if (said.length > longest || !/^https?:\/\/[\x21-\x5b\x5d-\x7e]+$/i.test(said) || !URL.canParse(said)) return null
  const { protocol, username, password, pathname, search, hash, origin } = new URL(said)
  const bare = username === '' && password === '' && pathname === '/' && search === '' && hash === ''
  return bare && ['http:', 'https:'].includes(protocol) && !said.includes('@') ? origin : null
}
