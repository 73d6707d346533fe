type Parts = { catalog?: string; head?: string; stream?: Buffer; words?: string; lines?: readonly string[] }

/**
 * A PDF of one page, A4, for tests and the demo: `words` in its middle, `lines` drawn as they are in PDF's own words; `catalog` and one stream
 * with its `head` more.
 */
export function madePdf({ catalog = '', head = '', stream = Buffer.from(' '), words = '', lines = [] }: Parts = {}): Buffer {
  const page = Buffer.from([...lines, words ? `BT /F1 18 Tf 60 780 Td (${words.replace(/[()\\]/g, '')}) Tj ET` : ''].join('\n'))
  const bodies = [
    Buffer.from(`<< /Type /Catalog /Pages 2 0 R ${catalog} >>`),
    Buffer.from('<< /Type /Pages /Kids [3 0 R] /Count 1 >>'),
    Buffer.from('<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>'),
    streamOf('', page),
    Buffer.from('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'),
    streamOf(head, stream),
  ]
  const objects = bodies.map((body, n) => Buffer.concat([Buffer.from(`${n + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')]))
  const start = Buffer.from('%PDF-1.7\n')
  const places: number[] = []
  let at = start.length
  for (const one of objects) {
    places.push(at)
    at += one.length
  }
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  const end = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`
  return Buffer.concat([start, ...objects, Buffer.from(end)])
}

const streamOf = (head: string, bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`<< ${head} /Length ${bytes.length} >>\nstream\n`), bytes, Buffer.from('\nendstream')])
