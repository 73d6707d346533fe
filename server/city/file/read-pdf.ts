import { constants, inflateSync } from 'node:zlib'

export type PdfLook = 'plain' | 'active' | 'locked' | 'none'

/** What a PDF does that a drawing on paper does not (ISO 32000-2: 12.6.4 actions, 7.11.4 attachments, 13.7 rich media, 12.7.8 XFA). */
const active = /\/(JavaScript|Launch|SubmitForm|ImportData|EmbeddedFiles?|RichMedia|GoToE|XFA)(?![A-Za-z0-9])/
/** Objects packed into streams (7.5.7) are looked at unpacked, as far as this; what is larger is no plan. */
const mostUnpacked = 32 * 1024 * 1024

/**
 * Whether a file is a PDF that only shows something. `active`: it runs, sends or carries something; `locked`: it is encrypted or packed in a way
 * that cannot be looked into. Names are read as a viewer reads them, with `#4a` for `J`.
 */
export function readPdf(bytes: Buffer): PdfLook {
  if (bytes.length < 32 || bytes.toString('latin1', 0, 5) !== '%PDF-') return 'none'
  const text = bytes.toString('latin1')
  if (!text.includes('%%EOF', Math.max(0, text.length - 2048))) return 'none'
  const names = plainNames(text)
  if (active.test(names)) return 'active'
  if (/\/Encrypt(?![A-Za-z0-9])/.test(names)) return 'locked'
  for (const packed of packedObjects(bytes, text)) {
    if (packed === null) return 'locked'
    if (active.test(plainNames(packed))) return 'active'
  }
  return 'plain'
}

const plainNames = (text: string): string =>
  text.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

/** The texts of object streams; null: one that cannot be unpacked. */
function* packedObjects(bytes: Buffer, text: string): Generator<string | null> {
  let left = mostUnpacked
  for (let at = text.indexOf('stream'); at >= 0; at = text.indexOf('stream', at + 6)) {
    if (text.startsWith('end', at - 3)) continue
    const head = plainNames(text.slice(Math.max(text.lastIndexOf('obj', at), at - 2_000), at))
    if (!/\/ObjStm(?![A-Za-z0-9])/.test(head)) continue
    const unpacked = unpack(bytes, { head, from: afterLine(text, at + 6), left })
    left -= unpacked?.length ?? 0
    yield unpacked
  }
}

const afterLine = (text: string, at: number): number => (text.startsWith('\r\n', at) ? at + 2 : at + 1)

function unpack(bytes: Buffer, { head, from, left }: { head: string; from: number; left: number }): string | null {
  const filter = /\/Filter\s*(\[[^\]]*\]|\/[A-Za-z0-9]+)/.exec(head)?.[1]?.replace(/[[\]\s]/g, '') ?? ''
  if (filter === '') return bytes.toString('latin1', from, Math.min(bytes.length, from + left))
  if (filter !== '/FlateDecode') return null
  try {
    const packed = bytes.subarray(from)
    return inflateSync(packed, { maxOutputLength: left, finishFlush: constants.Z_SYNC_FLUSH }).toString('latin1')
  } catch {
    return null
  }
}
