import type { Protocol } from '../../../../contract/protocols.ts'
import { createReceiver } from '../../../../protocols/ais/receiver.ts'
import { readSentence } from '../../../../protocols/ais/sentence.ts'
import type { Decoded } from '../../../../protocols/decoded.ts'
import { decode as decodeGb26875 } from '../../../../protocols/gb26875/decode.ts'
import { decode as decodeHj212 } from '../../../../protocols/hj212/decode.ts'
import type { Telegram } from '../../../../protocols/hj212/types.ts'
import { decode as decodeJt808 } from '../../../../protocols/jt808/decode.ts'
import { decode as decodeSl651 } from '../../../../protocols/sl651/decode.ts'
import { showSip, showViid } from '../cameras/show.ts'
import { readDespite } from './lenient.ts'
import { showBytes } from './show-bytes.ts'
import type { Tolerance } from './types.ts'

/** A frame as a person may see it: `hex` null where its bytes may tell of a person, `value` null where it cannot be read. */
export type Shown = { hex: string | null; value: unknown; masked: boolean }

type Decoding<T> = (raw: Uint8Array, tolerance?: Tolerance) => Decoded<T>

/** Names, plates, codes and passwords are never shown, neither read nor in the bytes. `lenient`: it was read despite its fault. */
export function showFrame(protocol: Protocol, raw: Uint8Array, lenient = false): Shown {
  const hex = showBytes(protocol, raw)
  const read = <T>(decode: Decoding<T>): T | null => {
    const found = decode(raw)
    if (found.ok) return found.value
    return lenient ? readDespite(found, (tolerance) => decode(raw, tolerance)) : null
  }
  if (protocol === 'hj212') {
    const telegram = read(decodeHj212)
    return { hex, value: telegram && withoutPasswords(telegram), masked: true }
  }
  if (protocol === 'sl651') {
    const message = read(decodeSl651)
    return { hex, value: message && { ...message, password: '***' }, masked: true }
  }
  if (protocol === 'ais') return { hex, value: readAis(hex ?? ''), masked: false }
  if (protocol === 'gb28181') return { hex, value: showSip(raw), masked: hex === null }
  if (protocol === 'gat1400') return { hex, value: showViid(raw), masked: true }
  const message = protocol === 'jt808' ? read(decodeJt808) : read(decodeGb26875)
  return { hex, value: message && hex === null ? headOf(message) : message, masked: hex === null }
}

/** A message of one sentence; of one in several each shows its envelope. */
function readAis(line: string): unknown {
  const read = createReceiver().push(line, 0)
  if (read.ok && !('pending' in read.value)) return read.value
  const sentence = readSentence(line)
  return sentence.ok ? sentence.value : null
}

/** Who spoke, and nothing of what was said. */
function headOf(message: object): object {
  const { body: _, data: __, rest: ___, ...head } = message as Record<string, unknown>
  return head
}

/** CP once more as text would tell what its parameters hide. */
function withoutPasswords({ cp: _, ...telegram }: Telegram): object {
  const params = Object.entries(telegram.params).map(([name, value]) => [name, /pw$/i.test(name) ? '***' : value])
  return { ...telegram, pw: telegram.pw === null ? null : '***', params: Object.fromEntries(params) }
}
