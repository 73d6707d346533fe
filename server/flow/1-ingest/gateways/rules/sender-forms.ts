import type { Protocol } from '../../../../../contract/protocols.ts'

/** Numbers as the codecs give them: whoever types one may write it as it stands on the device. */
const numbers: Record<Protocol, (text: string) => string | null> = {
  jt808: (text) => fits(text.replace(/^0+/, ''), /^\d{1,20}$/),
  hj212: (text) => fits(text, /^[0-9A-Za-z]{1,24}$/),
  sl651: (text) => fits(text.toLowerCase(), /^[\da-f]{10}$/),
  gb26875: (text) => fits(text.toLowerCase(), /^[\da-f]{12}$/),
  ais: (text) => fits(text, /^\d{9}$/),
  gb28181: (text) => fits(text, /^\d{20}$/),
  gat1400: (text) => fits(text, /^\d{20}$/),
}
/** What proves a sender; GB/T 26875.3 and AIS know nothing. */
const codes: Record<Protocol, (text: string) => string | null> = {
  jt808: (text) => fits(text, /^[\x21-\x7e]{1,40}$/),
  hj212: (text) => fits(text, /^[^\s;=&]{1,20}$/),
  sl651: (text) => fits(text.toLowerCase(), /^[\da-f]{4}$/),
  gb26875: () => null,
  ais: () => null,
  gb28181: (text) => fits(text, /^[\x21-\x7e]{1,64}$/),
  gat1400: (text) => fits(text, /^[\x21-\x7e]{1,64}$/),
}
const fits = (text: string, form: RegExp): string | null => (form.test(text) ? text : null)

/** The number of a sender in the form its codec gives, null when it cannot be one. */
export const senderNumber = (protocol: Protocol, text: string): string | null => numbers[protocol](text.replace(/\s/g, ''))
/** A code in the form its codec gives, null when it cannot be one. */
export const senderCode = (protocol: Protocol, text: string): string | null => codes[protocol](text.trim())
/** Terminals of JT/T 808 and platforms of cameras say where they are without saying in which system; AIS is WGS-84. */
export const hasPlaces = (protocol: Protocol): boolean => ['jt808', 'gb28181', 'gat1400'].includes(protocol)
/** Frames of these carry a check sum that a device may get wrong; AIS is heard from the radio, and the others are text over TCP. */
export const hasChecks = (protocol: Protocol): boolean => ['jt808', 'hj212', 'sl651', 'gb26875'].includes(protocol)
