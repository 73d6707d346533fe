const MB = 1024 * 1024
/** What serves one process and a demo city; a server of a small machine keeps to it. */
const least = 128 * MB
/** Beyond this the system's own cache is as good. */
const most = 2048 * MB
/** Ours: of 27 GB a sixteenth, where 275 questions asked in turn missed 12 of their bars with 128 MB and 1 with this (`bench/RESULTS.md`, screens). */
const partOfDisk = 16
/** The rest of the memory is for the server itself, for sorting, and for the system's cache of files. */
const partOfMemory = 8

/** PostgreSQL's own cache for a database of so many bytes on a machine of so many: as a setting, in steps of 128 MB ('1664MB'). */
export function sharedBuffers(onDisk: number, memory: number): string {
  const wanted = Math.min(onDisk / partOfDisk, memory / partOfMemory, most)
  return `${(Math.max(least, Math.floor(wanted / least) * least) / MB).toFixed(0)}MB`
}
