export type TodoState = 'open' | 'done' | 'withdrawn'

/** A row of `todos`: what an order asks of one person, as the office portal shows it. `sending`: what is on its way there. */
export type TodoRow = {
  id: string
  work_order: string
  person: string
  account: string
  state: TodoState
  seq: number
  sending: TodoState | null
  told: TodoState | null
}
