import type { Reader } from './bytes.ts'
import { bcdDigits, fromHex, toBcd, toHex, Writer } from './bytes.ts'
import { chinaTimeOf, clockDigits } from './china-time.ts'
import { fromGbk, toGbk } from './gbk.ts'

/** One piece of a message, said once for both directions. */
export type Field<T> = { read(from: Reader): T; write(to: Writer, value: T): void }
export type ValueOf<F> = F extends Field<infer T> ? T : never

/** What a field would write. */
export function written<T>(field: Field<T>, value: T): Uint8Array {
  const to = new Writer()
  field.write(to, value)
  return to.done()
}

export const u8: Field<number> = { read: (from) => from.u8(), write: (to, value) => void to.u8(value) }
export const u16: Field<number> = { read: (from) => from.u16(), write: (to, value) => void to.u16(value) }
export const u32: Field<number> = { read: (from) => from.u32(), write: (to, value) => void to.u32(value) }
export const u16le: Field<number> = { read: (from) => from.uintLe(2), write: (to, value) => void to.uintLe(2, value) }
export const i16le: Field<number> = {
  read: (from) => (from.uintLe(2) << 16) >> 16,
  write: (to, value) => void to.uintLe(2, value & 0xffff),
}

/** Fields one after another. */
export function record<T extends object>(fields: { [K in keyof T]: Field<T[K]> }): Field<T> {
  const names = Object.keys(fields) as (keyof T)[]
  return {
    read(from) {
      const value = {} as T
      for (const name of names) value[name] = fields[name].read(from)
      return value
    },
    write(to, value) {
      for (const name of names) fields[name].write(to, value[name])
    },
  }
}

/** `first`, and after it what `then` makes of its value. */
export function followed<A extends object, B extends object>(first: Field<A>, then: (value: A) => Field<B>): Field<A & B> {
  return {
    read(from) {
      const value = first.read(from)
      return Object.assign(value, then(value).read(from))
    },
    write(to, value) {
      first.write(to, value)
      then(value).write(to, value)
    },
  }
}

/** Present while `there`; no key at all otherwise. */
export const whenever = <T extends object>(there: boolean, fields: { [K in keyof T]: Field<T[K]> }): Field<Partial<T>> =>
  (there ? record<T>(fields) : nothing) as Field<Partial<T>>

export const nothing: Field<object> = { read: () => ({}), write: () => {} }

/** Read only when bytes are left, absent otherwise: older editions end earlier. Written when the first of them is there. */
export function ifLeft<T extends object>(fields: { [K in keyof T]: Field<T[K]> }): Field<Partial<T>> {
  const all = record<T>(fields)
  const [first] = Object.keys(fields) as (keyof T)[]
  return {
    read: (from) => (from.left > 0 ? all.read(from) : {}),
    write(to, value) {
      if (first !== undefined && value[first] !== undefined) all.write(to, value as T)
    },
  }
}

/** A whole number of `1 / per` units. */
export const scaled = (field: Field<number>, per: number): Field<number> => ({
  read: (from) => field.read(from) / per,
  write: (to, value) => field.write(to, Math.round(value * per)),
})

/** null for the number that means "no value". */
export const nullable = (field: Field<number>, none: number): Field<number | null> => ({
  read(from) {
    const value = field.read(from)
    return value === none ? null : value
  },
  write: (to, value) => field.write(to, value ?? none),
})

export function list<T>(count: Field<number>, item: Field<T>): Field<T[]> {
  return {
    read(from) {
      const items: T[] = []
      for (let left = count.read(from); left > 0 && !from.failed; left--) items.push(item.read(from))
      return items
    },
    write(to, items) {
      count.write(to, items.length)
      for (const one of items) item.write(to, one)
    },
  }
}

/** Items up to the end of the bytes. */
export const listToEnd = <T>(item: Field<T>): Field<T[]> => ({
  read(from) {
    const items: T[] = []
    while (from.left > 0) items.push(item.read(from))
    return items
  },
  write(to, items) {
    for (const one of items) item.write(to, one)
  },
})

/** Zeros before and after the text are no part of it. */
function plainText(bytes: Uint8Array): string {
  let at = 0
  while (at < bytes.length && bytes[at] === 0) at++
  return fromGbk(bytes.subarray(at)).trimEnd()
}

/** GBK in `size` bytes, filled with zeros. */
export const text = (size: number): Field<string> => ({
  read: (from) => plainText(from.slice(size)),
  write: (to, value) => void to.putFixed(toGbk(value), size),
})

/** GBK with its length in bytes before it. */
export const textWithLength = (size: Field<number>): Field<string> => ({
  read: (from) => plainText(from.slice(size.read(from))),
  write(to, value) {
    const bytes = toGbk(value)
    size.write(to, bytes.length)
    to.put(bytes)
  },
})

export const textToEnd: Field<string> = {
  read: (from) => plainText(from.slice(from.left)),
  write: (to, value) => void to.put(toGbk(value)),
}

export const hexToEnd: Field<string> = {
  read: (from) => toHex(from.slice(from.left)),
  write: (to, value) => void to.put(fromHex(value) ?? new Uint8Array()),
}

export const hex = (size: number): Field<string> => ({
  read: (from) => toHex(from.slice(size)),
  write: (to, value) => void to.putFixed(fromHex(value) ?? new Uint8Array(), size),
})

export const hexWithLength = (size: Field<number>): Field<string> => ({
  read: (from) => toHex(from.slice(size.read(from))),
  write(to, value) {
    const bytes = fromHex(value) ?? new Uint8Array()
    size.write(to, bytes.length)
    to.put(bytes)
  },
})

/** Digits of packed BCD, leading zeros kept; a half byte that is no digit leaves the text in hex. */
export const digits = (size: number): Field<string> => ({
  read: (from) => toHex(from.slice(size)),
  write: (to, value) => void to.put(toBcd(value, size)),
})

/** BCD `YYMMDDhhmmss` as a moment in GMT+8, null when it is none (`00…`, month 13). */
export const time6: Field<string | null> = {
  read(from) {
    const text = bcdDigits(from.slice(6))
    return text === undefined ? null : chinaTimeOf(text)
  },
  write: (to, value) => void to.put(toBcd(clockDigits(value).slice(2), 6)),
}

/** BCD `YYYYMMDD` as `YYYY-MM-DD`, null when there is no such day. */
export const date4: Field<string | null> = {
  read(from) {
    const text = bcdDigits(from.slice(4))
    return (text === undefined ? null : chinaTimeOf(`${text}000000`))?.slice(0, 10) ?? null
  },
  write: (to, value) => void to.put(toBcd((value ?? '').replaceAll('-', ''), 4)),
}

/** The names of the set bits, lowest first; bits without a name are not said (the number itself is kept beside). */
export function setBits(value: number, names: readonly (string | undefined)[]): string[] {
  const set: string[] = []
  for (let bit = 0; bit < names.length; bit++) {
    const name = names[bit]
    if (name && (value >>> bit) & 1) set.push(name)
  }
  return set
}
