export type StartHow = 'switched-on' | 'installed' | 'with-platform' | 'unknown'
/** Since when a pack is on at a place (area '': the city); `at` null: nobody noted it. */
export type PackStart = { area: string; at: Date | null; how: StartHow }
