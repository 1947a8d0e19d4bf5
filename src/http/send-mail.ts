// Hands digests to the operator's mail server.
import { createTransport } from 'nodemailer'
import type { Mail } from '../commands/send-digests.ts'

const PATIENCE = 20_000 // ms

/** Sends plain text through an SMTP server; what that says beside yes is a no. */
export function createMail({
  smtp,
  from,
  refused,
}: {
  smtp: string
  from: string
  /** told why, by a code alone: what a server says may name the reader */
  refused: (reason: string) => void
}): Mail {
  const waits = { connectionTimeout: PATIENCE, greetingTimeout: PATIENCE, socketTimeout: PATIENCE }
  const transport = createTransport(smtp, { from, disableFileAccess: true, disableUrlAccess: true })
  Object.assign(transport.options, waits)
  const domain = /@([^@\s>]+)>?$/.exec(from)?.[1] ?? 'localhost'
  return async ({ to, subject, text, id, date, off }) => {
    try {
      await transport.sendMail({
        ...{ to, subject, text, date: new Date(date), messageId: `<${id}@${domain}>` },
        textEncoding: 'base64',
        headers: {
          'Auto-Submitted': 'auto-generated',
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        },
        list: { unsubscribe: { url: off, comment: '' } },
      })
      return true
    } catch (error) {
      const { code, responseCode } = error as { code?: string; responseCode?: number }
      refused(String(responseCode ?? code))
      return false
    }
  }
}
