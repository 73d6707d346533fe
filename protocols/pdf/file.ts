import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'

/** The parts of a PDF as they are numbered; `add` answers how one is named by others. */
export type PdfFile = {
  add(body: string): string
  stream(head: string, data: Buffer | string): string
  /** names one before it is written, because others name it and it them */
  keep(): { name: string; set(body: string): void }
  end(root: string, info: string): Buffer
}

/** Writes a PDF 1.7 (ISO 32000-1): parts, the table of their places, the end. */
export function createPdfFile(): PdfFile {
  const bodies: Buffer[] = []
  const add = (body: Buffer): string => {
    bodies.push(body)
    return `${bodies.length} 0 R`
  }
  return {
    add: (body) => add(Buffer.from(body, 'latin1')),
    stream(head, data) {
      const plain = typeof data === 'string' ? Buffer.from(data, 'utf8') : data
      const packed = deflateSync(plain)
      const start = Buffer.from(`<< ${head} /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`)
      return add(Buffer.concat([start, packed, Buffer.from('\nendstream')]))
    },
    keep() {
      const name = add(Buffer.alloc(0))
      const n = bodies.length - 1
      return {
        name,
        set(body) {
          bodies[n] = Buffer.from(body, 'latin1')
        },
      }
    },
    end: (root, info) => written(bodies, root, info),
  }
}

function written(bodies: readonly Buffer[], root: string, info: string): Buffer {
  const start = Buffer.concat([Buffer.from('%PDF-1.7\n%'), Buffer.from([0xe2, 0xe3, 0xcf, 0xd3, 0x0a])])
  const objects = bodies.map((body, n) => Buffer.concat([Buffer.from(`${n + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')]))
  let at = start.length
  const places = objects.map(({ length }) => {
    at += length
    return at - length
  })
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  const id = createHash('sha256').update(Buffer.concat(bodies)).digest('hex').slice(0, 32)
  const size = objects.length + 1
  const end = `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root ${root} /Info ${info} /ID [<${id}> <${id}>] >>\nstartxref\n${at}\n%%EOF\n`
  return Buffer.concat([start, ...objects, Buffer.from(end, 'latin1')])
}

/** A text in the properties of a file. */
export const pdfText = (text: string): string => `<feff${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`
/** A moment, in UTC. */
export const pdfDate = (iso: string): string => `(D:${iso.replace(/\D/g, '').slice(0, 14)}Z)`
