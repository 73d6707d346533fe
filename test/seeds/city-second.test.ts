import { playAll } from './parts.ts'
import { faultNames } from './schedule.ts'

playAll(
  'the city under faults',
  Array.from({ length: 10 }, (_, index) => ({ seed: 111 + index, hours: 1, faults: faultNames })),
)
