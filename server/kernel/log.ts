import pino from 'pino'

export type Log = pino.Logger

/** What PostgreSQL says beside its message quotes rows as they are: names and phones have no place in a log. */
const quoting = ['detail', 'where', 'internalQuery', 'hint', 'dataType'] as const

/** An error as it is logged: its message, stack and codes, without the rows a database quotes. */
export function plainError(error: Error): Record<string, unknown> {
  const told: Record<string, unknown> = { ...pino.stdSerializers.err(error) }
  for (const key of quoting) delete told[key]
  return told
}

/** Structured log on stderr: stdout belongs to what `npm start` says to a person. */
export const createLog = (level: string): Log =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: plainError },
      redact: ['password', '*.password', 'authorization', 'cookie'],
    },
    pino.destination(2),
  )
