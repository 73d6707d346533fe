// Text of Chinese field devices. Node decodes GB18030 itself; its table read backwards encodes GBK.
const decoder = new TextDecoder('gb18030')
let table: Map<string, number> | undefined

/** GBK and GB18030 bytes as text, bytes that are none as U+FFFD; ends at the first zero byte. */
export function fromGbk(bytes: Uint8Array): string {
  let end = bytes.indexOf(0)
  if (end < 0) end = bytes.length
  let text = ''
  for (let i = 0; i < end; i++) {
    const byte = bytes[i]!
    if (byte > 127) return decoder.decode(bytes.subarray(0, end))
    text += String.fromCharCode(byte)
  }
  return text
}

/** Every two-byte character of GBK; made at first use, in about 10 ms. */
function reverse(): Map<string, number> {
  const made = new Map<string, number>()
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const text = trail === 0x7f ? '' : decoder.decode(Uint8Array.of(lead, trail))
      if (text.length === 1 && text !== '\ufffd' && !made.has(text)) made.set(text, (lead << 8) | trail)
    }
  return made
}

/** Text as GBK; a character GBK has not becomes `?`. */
export function toGbk(text: string): Uint8Array {
  const bytes: number[] = []
  for (const character of text) {
    const code = character.codePointAt(0)!
    if (code < 128) bytes.push(code)
    else {
      table ??= reverse()
      const pair = table.get(character)
      if (pair === undefined) bytes.push(0x3f)
      else bytes.push(pair >> 8, pair & 255)
    }
  }
  return Uint8Array.from(bytes)
}
