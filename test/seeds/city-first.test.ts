import { halfOfRegressions, playAll, seedsFrom } from './parts.ts'
import { faultNames } from './schedule.ts'

playAll('every second seed that failed once', halfOfRegressions(0))
playAll('the city under faults, first ten seeds', seedsFrom(101, 10, { hours: 0.25, faults: faultNames }))
