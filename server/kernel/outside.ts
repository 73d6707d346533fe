// What stands in the way of good work from outside: it is tried again until that is over.
type KnownError = { code?: string | undefined; message: string }

/** PostgreSQL or the file system ran out of space. */
export const isFull = (error: KnownError): boolean =>
  error.code === '53100' || error.code === 'ENOSPC' || /could not (extend|write)|No space left/i.test(error.message)

/** The database cannot be reached just now; node-postgres answers without a code once it knows that its connection is gone. */
export const isDown = (error: KnownError): boolean =>
  ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', '57P01', '57P02', '57P03', '08006', '08001', '53300'].includes(
    error.code ?? '',
  ) || /Connection terminated|timeout exceeded when trying to connect|is not queryable|^timeout expired$/.test(error.message)

/** Either of them: nothing is wrong with the work itself, and it must not be given up. */
export const isOutside = (error: KnownError): boolean => isFull(error) || isDown(error)
