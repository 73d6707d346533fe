/** Elements of an alarm or a sign of life that are read; what stands in any other may tell of people. */
const read = new Set(
  'CmdType SN DeviceID AlarmPriority AlarmMethod AlarmTime Longitude Latitude AlarmType EventType Status Result'.split(' '),
)
const pieces = /<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<!--[\s\S]*?(?:-->|$)|<[^>]*>?|[^<]+/g

/**
 * MANSCDP, or a whole message of SIP that carries it, as it may be kept: blanks in the place of everything nobody reads, byte for byte, so
 * that all lengths stay true. `label`: its description is a label, and stays. No byte of a Chinese character looks like a bracket.
 */
export function withoutWords(bytes: Uint8Array, { label }: { label: boolean }): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1')
  const head = text.startsWith('<') ? 0 : text.indexOf('\r\n\r\n') + 4
  let element = ''
  const kept = text.slice(head).replace(pieces, (piece) => {
    const isTag = piece.startsWith('<') && !piece.startsWith('<!')
    if (isTag) element = /^<(?:[\w.-]+:)?([\w.-]+)/.exec(piece)?.[1] ?? ''
    if (isTag) return piece.startsWith('<?') ? piece : withoutAttributes(piece)
    const stays = !piece.startsWith('<!--') && (read.has(element) || (label && element === 'AlarmDescription'))
    return stays ? piece : blank(piece)
  })
  return Buffer.from(text.slice(0, head) + kept, 'latin1')
}

const blank = (text: string): string => text.replace(/[^\r\n]/g, ' ')
const withoutAttributes = (tag: string): string =>
  tag.replace(/^(<\/?[\w:.-]*)([^>]*?)(\/?>?)$/s, (_all, name: string, rest: string, end: string) => name + blank(rest) + end)
