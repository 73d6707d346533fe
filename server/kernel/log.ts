import pino from 'pino'

export type Log = pino.Logger

/** Structured log on stderr: stdout belongs to what `npm start` says to a person. */
export const createLog = (level: string): Log =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: ['password', '*.password', 'authorization', 'cookie'],
    },
    pino.destination(2),
  )
