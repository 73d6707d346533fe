import { type Decoded, decoded, rejected } from './decoded.ts'

/** What a document says of its encoding, in its first bytes. */
const said = /^<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']/

/**
 * The text of a document in the encoding it tells: UTF-8, UTF-16 with its mark, US-ASCII, ISO-8859-1, GB2312, GBK, GB18030.
 * `bad-encoding` for another one and for bytes that are none of it.
 */
export function xmlText(bytes: Uint8Array): Decoded<string> {
  const [a, b] = bytes
  if (a === 0xfe && b === 0xff) return strict('utf-16be', bytes)
  if (a === 0xff && b === 0xfe) return strict('utf-16le', bytes)
  const head = Buffer.from(bytes.subarray(0, 200))
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
  const encoding = (said.exec(head)?.[1] ?? 'utf-8').toLowerCase()
  if (encoding === 'utf-8' || encoding === 'utf8') return strict('utf-8', bytes)
  if (['gb2312', 'gbk', 'gb18030'].includes(encoding)) return strict('gb18030', bytes)
  if (encoding === 'iso-8859-1' || encoding === 'latin1')
    return decoded(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1'))
  if (encoding === 'us-ascii' || encoding === 'ascii')
    return bytes.some((byte) => byte > 127) ? rejected('bad-encoding', encoding) : strict('utf-8', bytes)
  return rejected('bad-encoding', encoding.slice(0, 40))
}

function strict(encoding: string, bytes: Uint8Array): Decoded<string> {
  try {
    return decoded(new TextDecoder(encoding, { fatal: true }).decode(bytes))
  } catch {
    return rejected('bad-encoding', encoding)
  }
}
