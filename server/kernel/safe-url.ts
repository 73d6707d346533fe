/** May what is read there be believed? Plain HTTP only from this machine itself: what an identity provider or a portal says opens every door here. */
export function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname } = new URL(text)
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname))
}

/** What a file of settings is told of any other address. */
export const mustBeSafe = { error: 'must be https' }
