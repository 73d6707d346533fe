import type { ShownOrder } from './overlay.ts'

/** Which form stands open on the screen: one at a time, in the page. */
export type Form = 'submit' | 'return' | 'support' | 'extend' | 'suspend' | 'note' | null

/** What the screen of an order hands to its foot and its forms. */
export type FormProps = { order: ShownOrder; form: Form; onForm: (form: Form) => void }
