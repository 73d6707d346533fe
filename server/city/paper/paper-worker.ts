import { parentPort, workerData } from 'node:worker_threads'
import type { Paper } from '../../../protocols/pdf/types.ts'
import { writePdf } from '../../../protocols/pdf/write-pdf.ts'
import { openFaces } from './font.ts'

/** A thread that lays one report and ends. */
parentPort!.postMessage(writePdf(workerData as Paper, openFaces()))
