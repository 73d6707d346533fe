import { type AppointmentLine, endAppointments } from '../../city/person/store.ts'
import type { Tx } from '../../kernel/spine.ts'

/** Ends appointments, each with its fact. */
export async function endHeld(tx: Tx, appointments: AppointmentLine[], at: Date): Promise<void> {
  await endAppointments(
    tx,
    appointments.map((one) => one.id),
    at,
  )
  for (const one of appointments) {
    const body = { appointment: one.id, person: one.person, personName: one.person_name, post: one.post, postName: one.post_name }
    await tx.record({ kind: 'appointment.ended', subject: one.person, area: one.paths[0] ?? null, unit: one.unit, body })
  }
}
