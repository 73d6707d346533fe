import { parentPort, workerData } from 'node:worker_threads'
import type { Pack } from '../../../contract/pack.ts'
import type { Parts } from '../../city/pack/file/read-parts.ts'
import { tryPack } from './try-pack.ts'

const { parts, others } = workerData as { parts: Parts; others: Pack[] }
parentPort!.postMessage(tryPack(parts, others))
