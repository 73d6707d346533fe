/** Methane in %LEL (the project's table). */
export const methane = { blue: 10, yellow: 20, orange: 25, red: 50 } as const
/** A level is over below this share of its limit. */
export const clearFactor = 0.8
