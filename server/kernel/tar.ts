/** The small part of tar (POSIX ustar) a backup needs: plain files with short names, so that any `tar tzf` can look inside. */
export type Entry = { name: string; body: Buffer }

const block = 512
/** No entry of ours is longer: tables come in pieces of 4 MB, photos are 10 MB at most. */
const maxEntryBytes = 64 * 1024 * 1024

/** The bytes of one file in the archive. `name` at most 99 bytes; `at` becomes its date. */
export function tarEntry(name: string, body: Buffer, at: Date): Buffer {
  if (Buffer.byteLength(name) > 99) throw new Error(`name too long for the archive: ${name}`)
  const head = Buffer.alloc(block)
  head.write(name, 0)
  head.write('0000600\0', 100, 'latin1')
  head.write('0000000\0'.repeat(2), 108, 'latin1')
  head.write(`${octal(body.length, 11)}\0${octal(Math.floor(at.getTime() / 1000), 11)}\0`, 124, 'latin1')
  head.write('        0', 148, 'latin1')
  head.write('ustar\x0000', 257, 'latin1')
  head.write(`${octal(sumOf(head), 6)}\0 `, 148, 'latin1')
  return Buffer.concat([head, body, Buffer.alloc(padding(body.length))])
}

/** What stands at the end of an archive. */
export const tarEnd = (): Buffer => Buffer.alloc(block * 2)

/** The files of an archive in their order. Throws when it is cut or damaged. */
export async function* readTar(source: AsyncIterable<Buffer>): AsyncGenerator<Entry> {
  const take = createTake(source)
  for (;;) {
    const head = await take(block)
    if (head.every((byte) => byte === 0)) return
    if (Number.parseInt(head.toString('latin1', 148, 155), 8) !== sumOf(head)) throw new Error('damaged archive')
    const size = Number.parseInt(head.toString('latin1', 124, 135), 8)
    if (!(size >= 0 && size <= maxEntryBytes)) throw new Error('damaged archive')
    const name = head.toString('utf8', 0, head.indexOf(0))
    const body = await take(size)
    await take(padding(size))
    yield { name, body }
  }
}

function createTake(source: AsyncIterable<Buffer>): (length: number) => Promise<Buffer> {
  const chunks = source[Symbol.asyncIterator]()
  let rest: Buffer = Buffer.alloc(0)
  return async (length) => {
    const parts: Buffer[] = []
    for (let missing = length; missing > 0; ) {
      if (rest.length === 0) {
        const next = await chunks.next()
        if (next.done) throw new Error('the archive is cut')
        rest = next.value
      }
      const part = rest.subarray(0, missing)
      rest = rest.subarray(part.length)
      missing -= part.length
      parts.push(part)
    }
    return Buffer.concat(parts)
  }
}

const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, '0')
const padding = (size: number): number => (block - (size % block)) % block

/** Sum of the header's bytes, its own field taken as spaces. */
function sumOf(head: Buffer): number {
  let sum = 8 * 32
  for (let i = 0; i < block; i++) if (i < 148 || i >= 156) sum += head[i]!
  return sum
}
