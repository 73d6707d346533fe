/** Six-bit groups of an armoured payload, at most `mostGroups` of them. */
export type Groups = { groups: Uint8Array; bits: number }

/** Nine sentences of the longest line we take hold more; no message of ITU-R M.1371 has more than 1,064 bits. */
export const mostGroups = 1_024

/** A character of the armour as its number 0 to 63; 255 for what is none. */
const numbers = new Uint8Array(128).fill(255)
for (let n = 0; n < 64; n++) numbers[n < 40 ? n + 48 : n + 56] = n

/** Takes the armour off into `to`, from `at` on; answers the groups written, -1 at a character that is no armour. */
export function unarmour(payload: string, to: Uint8Array, at: number): number {
  for (let i = 0; i < payload.length; i++) {
    const code = payload.charCodeAt(i)
    const group = code < 128 ? numbers[code]! : 255
    if (group === 255 || at + i >= to.length) return -1
    to[at + i] = group
  }
  return payload.length
}

export const armour = (groups: Uint8Array): string =>
  String.fromCharCode(...Array.from(groups, (n) => (n < 40 ? n + 48 : n + 56)))

/** Unsigned number of up to 32 bits; of bits beyond the end only those that are there, as gpsd reads a cut message. */
export function bitsAt({ groups, bits }: Groups, from: number, count: number): number {
  const wanted = from + count > bits ? bits - from : count
  if (wanted <= 0) return 0
  let at = (from / 6) | 0
  let have = 6 - (from - at * 6)
  let value = groups[at]! & (63 >> (6 - have))
  // Up to 29 bits stay whole in shifts.
  if (wanted <= 24) {
    for (; have < wanted; have += 6) value = (value << 6) | groups[++at]!
    return value >> (have - wanted)
  }
  for (; have < wanted; have += 6) value = value * 64 + groups[++at]!
  return Math.floor(value / 2 ** (have - wanted))
}

const characters = '@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_ !"#$%&\'()*+,-./0123456789:;<=>?'

/** Six-bit text: `@` ends it, blanks at its end are fill; null when nothing is left. */
export function textAt(from: Groups, start: number, bits: number): string | null {
  const end = Math.min(start + bits, from.bits)
  let text = ''
  for (let at = start; at + 6 <= end; at += 6) {
    const n = bitsAt(from, at, 6)
    if (n === 0) break
    text += characters[n]
  }
  return text.trimEnd() || null
}

/** The bits of a range as hex, the last half byte filled with zeros. */
export function hexAt(from: Groups, start: number): string {
  let text = ''
  for (let at = start; at < from.bits; at += 4) {
    const count = Math.min(4, from.bits - at)
    text += (bitsAt(from, at, count) << (4 - count)).toString(16)
  }
  return text
}

/** Bits written one after another, most significant first. */
export class BitWriter {
  private readonly all: number[] = []

  put(value: number, bits: number): void {
    for (let i = bits - 1; i >= 0; i--) this.all.push(Math.floor(value / 2 ** i) % 2)
  }

  /** Characters the alphabet lacks become `?`; the rest is filled with `@`. */
  text(value: string | null, bits: number): void {
    const upper = (value ?? '').toUpperCase()
    for (let i = 0; i < bits / 6; i++) {
      const n = i < upper.length ? characters.indexOf(upper[i]!) : 0
      this.put(n < 0 ? 63 : n, 6)
    }
  }

  /** The groups, and how many bits of the last one are fill. */
  done(): { groups: Uint8Array; fill: number } {
    const fill = (6 - (this.all.length % 6)) % 6
    this.put(0, fill)
    const groups = new Uint8Array(this.all.length / 6)
    for (let i = 0; i < this.all.length; i++) groups[Math.floor(i / 6)]! |= this.all[i]! << (5 - (i % 6))
    return { groups, fill }
  }
}
