import type { Protocol } from '../../../../contract/protocols.ts'
import { toHex } from '../../../../protocols/bytes.ts'

/** Messages of JT/T 808 that tell of a vehicle and of nobody: others may hold names, plates, codes or anything. */
const plain = ['0001', '0002', '0003', '0004', '0200', '0704']

/** Data of GB/T 26875.3 that name an operator (4, 24), at the byte behind the header. */
const operationTypes = [4, 24]

/**
 * The bytes of a frame as a person may see them, in hex, a sentence of AIS as it reads; null where they may tell of a person or hold a code. Looks at the bytes only,
 * so that also what cannot be decoded is shown where that is harmless.
 */
export function showBytes(protocol: Protocol, raw: Uint8Array): string | null {
  if (protocol === 'jt808') return plain.includes(toHex(raw.subarray(1, 3))) ? toHex(raw) : null
  if (protocol === 'hj212') return toHex(Buffer.from(withoutPasswords(Buffer.from(raw).toString('latin1')), 'latin1'))
  // Whatever a ship tells everybody around; a sentence is text.
  if (protocol === 'ais') return Buffer.from(raw).toString('latin1')
  if (protocol === 'gb28181') return showSip(raw)
  // Plates and pictures may stand anywhere in it.
  if (protocol === 'gat1400') return null
  // The password is two bytes behind the address: direction up, centre 1 and station 5.
  if (protocol === 'sl651') return `${toHex(raw.subarray(0, 8))}****${toHex(raw.subarray(10))}`
  return operationTypes.includes(raw[27]!) ? null : toHex(raw)
}

/** PW, and the NewPW of a telegram that sets one, stand in plain text in every telegram: stars in their place. */
const withoutPasswords = (text: string): string =>
  text.replace(/(PW=)([^;&]*)/g, (_all, name: string, word: string) => name + '*'.repeat(word.length))

/** Of SIP only what tells of nobody: signs of life and alarms. What proves a password stands in the head of a registration. */
function showSip(raw: Uint8Array): string | null {
  const text = Buffer.from(raw).toString('latin1')
  return /^(MESSAGE|NOTIFY) /.test(text) && /<CmdType>\s*(Keepalive|Alarm)\s*</.test(text) && !/^authorization/im.test(text)
    ? toHex(raw)
    : null
}
