import { readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { writeZip } from '../../../protocols/sheet/zip.ts'
import { sha256 } from './rules/lay-out.ts'
import type { ToPack } from './types.ts'

/** A thread that packs an archive; a photo whose bytes are not what its hash says is told by name, never packed. */
const parts = workerData.parts as ToPack[]
const read = (part: ToPack): Uint8Array => ('bytes' in part ? part.bytes : readFileSync(part.from))
const packed = parts.map((part) => ({ name: part.name, data: read(part), sha256: 'bytes' in part ? null : part.sha256 }))
const broken = packed.find((part) => part.sha256 !== null && sha256(part.data) !== part.sha256)
parentPort!.postMessage(broken ? { broken: broken.name } : { bytes: writeZip(packed) })
