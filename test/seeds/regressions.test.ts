import { playAll } from './parts.ts'
import { regressions } from './regressions.ts'

playAll('seeds that failed once', regressions)
