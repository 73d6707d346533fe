// Lays the demo on the database server of a test run, for the journeys to copy: `node test/browser/lay-demo.ts`.
import { ensureDemo } from './demo.ts'

await ensureDemo()
