/** One message of a server-sent event stream. */
export type Message = { id: string; event: string; data: string }

/**
 * A reader of server-sent events that is fed text in pieces of any size and returns the complete messages (HTML standard 9.2:
 * fields id, event, data; a blank line ends a message; a line that starts with a colon is a heartbeat and yields nothing).
 * CRLF, CR and LF all end a line; a piece may end inside one.
 */
export function createReader(): (piece: string) => Message[] {
  let rest = ''
  let lastId = ''
  let event = ''
  let data: string[] = []
  const takeLine = (line: string, out: Message[]) => {
    if (line === '') {
      if (data.length > 0) out.push({ id: lastId, event: event || 'message', data: data.join('\n') })
      event = ''
      data = []
      return
    }
    const colon = line.indexOf(':')
    if (colon === 0) return
    const field = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (field === 'id') lastId = value
    else if (field === 'event') event = value
    else if (field === 'data') data.push(value)
  }
  return (piece) => {
    const out: Message[] = []
    rest += piece
    const held = rest.endsWith('\r') ? 1 : 0 // the LF of a CRLF may still be on its way
    const lines = rest.slice(0, rest.length - held).split(/\r\n|\r|\n/)
    rest = (lines.pop() ?? '') + (held ? '\r' : '')
    for (const line of lines) takeLine(line, out)
    return out
  }
}
