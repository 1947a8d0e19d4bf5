// A relay between a client and a server on loopback, which breaks off when it is told to.
import { connect, createServer, type Server, type Socket } from 'node:net'

export interface Relay {
  readonly port: number
  /** What happens when the client says something that a pattern fits: nothing is passed on, or it is but not the answer. */
  breakAt(pattern: RegExp, passOn: boolean, then?: () => void): void
  /** Whether new connections are taken, and what is open goes on. */
  reach(reachable: boolean): void
  /** Passes nothing on, either way, and closes nothing: a cable that was cut. */
  hold(held: boolean): void
  end(): Promise<void>
}

export async function startRelay(port: number): Promise<Relay> {
  let trap: { pattern: RegExp; passOn: boolean; then: () => void } | undefined
  let reachable = true
  let held = false
  const sockets = new Set<Socket>()
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  const server: Server = createServer((client) => {
    if (!reachable) return void client.destroy()
    const upstream = connect(port, '127.0.0.1')
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        sockets.delete(socket)
        client.destroy()
        upstream.destroy()
      })
    }
    client.on('data', (chunk: Buffer) => {
      if (held) return
      if (!trap?.pattern.test(chunk.toString('latin1'))) return void upstream.write(chunk)
      const { passOn, then } = trap
      trap = undefined
      if (passOn) upstream.end(chunk, () => client.destroy())
      else client.destroy()
      upstream.removeAllListeners('data')
      then()
    })
    upstream.on('data', (chunk: Buffer) => {
      if (!held) client.write(chunk)
    })
  })
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up))
  return {
    port: (server.address() as { port: number }).port,
    breakAt: (pattern, passOn, then = () => undefined) => {
      trap = { pattern, passOn, then }
    },
    reach: (open) => {
      reachable = open
      if (!open) cut()
    },
    hold: (hold) => {
      held = hold
    },
    end: async () => {
      cut()
      await new Promise((down) => server.close(down))
    },
  }
}

/** The address of a database as it is reached through a relay. */
export function through(url: string, relay: Relay): string {
  const address = new URL(url)
  address.port = String(relay.port)
  return address.href
}
