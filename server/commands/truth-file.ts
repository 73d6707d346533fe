import { join } from 'node:path'

/** Where the simulated city writes what is truly so. The platform itself never reads it: only `npx zhili truth` does. */
export const truthFile = (dataDir: string): string => join(dataDir, 'truth.jsonl')
