import type { FastifyReply } from 'fastify'
import type { Paper } from '../../../protocols/pdf/types.ts'
import { pdfType, writePaper } from './write-paper.ts'

/** Answers with the PDF of a report, to be kept under its name. */
export async function sendPaper(reply: FastifyReply, paper: Paper, name: string): Promise<FastifyReply> {
  const bytes = await writePaper(paper)
  void reply.type(pdfType).header('content-disposition', `attachment; filename="${name}.pdf"`)
  return reply.header('x-content-type-options', 'nosniff').send(bytes)
}
