/** Where the thing stands that is acted on. */
export type Place = { area: string; lon: number; lat: number; own: string }
