import { brotliDecompressSync } from 'node:zlib'

/** Tables of a WOFF2 file by name, unpacked; glyphs and their places as they were transformed for packing. */
export type Tables = ReadonlyMap<string, Buffer>

const signature = 0x774f4632
/** Tags by their number (WOFF2, 5.1); 63 stands for a tag written out. */
const tags = [
  ...[
    'cmap',
    'head',
    'hhea',
    'hmtx',
    'maxp',
    'name',
    'OS/2',
    'post',
    'cvt ',
    'fpgm',
    'glyf',
    'loca',
    'prep',
    'CFF ',
    'VORG',
    'EBDT',
  ],
  ...[
    'EBLC',
    'gasp',
    'hdmx',
    'kern',
    'LTSH',
    'PCLT',
    'VDMX',
    'vhea',
    'vmtx',
    'BASE',
    'GDEF',
    'GPOS',
    'GSUB',
    'EBSC',
    'JSTF',
    'MATH',
  ],
  ...[
    'CBDT',
    'CBLC',
    'COLR',
    'CPAL',
    'SVG ',
    'sbix',
    'acnt',
    'avar',
    'bdat',
    'bloc',
    'bsln',
    'cvar',
    'fdsc',
    'feat',
    'fmtx',
    'fvar',
  ],
  ...['gvar', 'hsty', 'just', 'lcar', 'mort', 'morx', 'opbd', 'prop', 'trak', 'Zapf', 'Silf', 'Glat', 'Gloc', 'Feat', 'Sill'],
]

/** Reads a font packed as WOFF2. Throws where it is none, or packed in a way no font of ours is: fonts come with the platform. */
export function readWoff2(file: Buffer): Tables {
  if (file.length < 48 || file.readUInt32BE(0) !== signature) throw new Error('no WOFF2 font')
  const reader = { file, at: 48 }
  const entries = Array.from({ length: file.readUInt16BE(12) }, () => entry(reader))
  const unpacked = brotliDecompressSync(file.subarray(reader.at, reader.at + file.readUInt32BE(20)))
  const tables = new Map<string, Buffer>()
  let at = 0
  for (const { tag, length } of entries) {
    tables.set(tag, unpacked.subarray(at, at + length))
    at += length
  }
  return tables
}

type Reader = { file: Buffer; at: number }

function entry(reader: Reader): { tag: string; length: number } {
  const flags = reader.file[reader.at++]!
  let tag = tags[flags & 63]
  if (tag === undefined) {
    tag = reader.file.toString('latin1', reader.at, reader.at + 4)
    reader.at += 4
  }
  const version = flags >> 6
  const plain = base128(reader)
  if (tag === 'glyf' || tag === 'loca') {
    if (version !== 0) throw new Error(`${tag}: not transformed`)
    return { tag, length: base128(reader) }
  }
  if (version !== 0) throw new Error(`${tag}: transformed`)
  return { tag, length: plain }
}

function base128(reader: Reader): number {
  let value = 0
  for (let n = 0; n < 5; n++) {
    const byte = reader.file[reader.at++]!
    value = value * 128 + (byte & 127)
    if (byte < 128) return value
  }
  throw new Error('a number without end')
}
