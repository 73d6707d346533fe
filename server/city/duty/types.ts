export type Span = { from: Date; to: Date }
/** One turn of duty at a post. */
export type Shift = Span & { id: string; post: string; person: string; deputy: string | null }
/** The same with names. */
export type NamedShift = Shift & { person_name: string; deputy_name: string | null }
