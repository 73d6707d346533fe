import { halfOfRegressions, playAll, seedsFrom } from './parts.ts'
import { faultNames } from './schedule.ts'

playAll('the other seeds that failed once', halfOfRegressions(1))
playAll('the city under faults, ten more seeds', seedsFrom(111, 10, { hours: 0.25, faults: faultNames }))
