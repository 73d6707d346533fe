import { playAll, seedsFrom } from './parts.ts'
import { faultNames } from './schedule.ts'

playAll('the city under faults, second ten seeds', seedsFrom(111, 10, { hours: 0.25, faults: faultNames }))
