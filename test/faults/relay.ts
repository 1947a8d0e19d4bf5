// A way to a database that can be cut, held up, or watched: bytes pass from one port to another, or don't.
import { connect, createServer, type Socket } from 'node:net'

export interface Relay {
  readonly port: number
  /** Where new connections lead from now on. */
  to(port: number): void
  /** Breaks every connection, and refuses new ones until `mend`. */
  cut(): void
  /** Takes bytes and connections, and passes nothing on until `mend`: as when a cable is pulled out. */
  hold(): void
  mend(): void
  /** Called with each packet on its way to the server; says `false` to swallow it and cut the way. */
  watch(look: ((packet: Buffer) => boolean) | undefined): void
  /** Called with each packet on its way back. */
  watchAnswers(look: ((packet: Buffer) => boolean) | undefined): void
  end(): Promise<void>
}

export async function relay(target: number): Promise<Relay> {
  const pairs = new Set<readonly [Socket, Socket]>()
  let [way, port] = ['open', target] as ['open' | 'cut' | 'held', number]
  let asked: ((packet: Buffer) => boolean) | undefined
  let answered: ((packet: Buffer) => boolean) | undefined
  const pass = (from: Socket, to: Socket, look: () => typeof asked) => {
    from.on('data', (packet: Buffer) => {
      if (look()?.(packet) === false) return cut()
      if (way === 'open') to.write(packet)
    })
  }
  const cut = () => {
    way = 'cut'
    for (const pair of pairs) for (const socket of pair) socket.destroy()
  }
  const server = createServer((near) => {
    near.on('error', () => undefined)
    if (way === 'cut') return near.destroy()
    if (way === 'held') {
      pairs.add([near, near])
      return
    }
    const far = connect(port, '127.0.0.1')
    far.on('error', () => near.destroy())
    const pair = [near, far] as const
    pairs.add(pair)
    pass(near, far, () => asked)
    pass(far, near, () => answered)
    const over = () => {
      pairs.delete(pair)
      near.destroy()
      far.destroy()
    }
    near.on('close', over)
    far.on('close', over)
  })
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up))
  const address = server.address() as { port: number }
  return {
    port: address.port,
    to: (other) => {
      port = other
    },
    cut,
    hold: () => {
      way = 'held'
    },
    mend: () => {
      // What was held up has lost bytes: those connections are over.
      for (const pair of pairs) for (const socket of pair) socket.destroy()
      way = 'open'
    },
    watch: (look) => {
      asked = look
    },
    watchAnswers: (look) => {
      answered = look
    },
    end: async () => {
      for (const pair of pairs) for (const socket of pair) socket.destroy()
      await new Promise((down) => server.close(down))
    },
  }
}
