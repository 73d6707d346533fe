/** A sheet as text: every cell as it was written, in rows of their own length. */
export type Sheet = { name: string; rows: string[][] }

/** What a sheet may hold; a city's catalogue is far below, a bomb far above. */
export const most = { rows: 20_000, columns: 64, cell: 32_767, sheets: 16 } as const
