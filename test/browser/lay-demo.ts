// Lays a demo on the database server of a test run, for the journeys to copy: `node test/browser/lay-demo.ts past|bare`.
import { ensureDemo } from './demo.ts'

await ensureDemo(process.argv[2] === 'past')
