/** Does a content type say UTF-8, or nothing about it? A body that says it is written otherwise would be misread without anybody noticing. */
export const isUtf8 = (contentType: string): boolean =>
  [...contentType.matchAll(/;\s*charset\s*=\s*"?([^\s;"]*)/gi)].every(([, charset]) => /^utf-?8$/i.test(charset ?? ''))
