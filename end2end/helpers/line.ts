// A line to the server that can be cut: what a browser calls offline spares the streams already open.

import { connect, createServer, type AddressInfo, type Server as Listener, type Socket } from 'node:net';
import { once } from 'node:events';

export class Line {
  private readonly sockets = new Set<Socket>();
  private up = true;

  private constructor(private readonly listener: Listener) {}

  /** A line to that address, on a port of its own. */
  static async to(address: string): Promise<Line> {
    const { hostname, port } = new URL(address);
    const listener = createServer();
    const line = new Line(listener);
    listener.on('connection', (near) => {
      if (!line.up) return near.destroy();
      const far = connect(Number(port), hostname);
      for (const [one, other] of [[near, far], [far, near]] as const) {
        line.sockets.add(one);
        one.pipe(other);
        one.on('error', () => other.destroy());
        one.on('close', () => {
          line.sockets.delete(one);
          other.destroy();
        });
      }
    });
    await once(listener.listen(0, '127.0.0.1'), 'listening');
    return line;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.listener.address() as AddressInfo).port}`;
  }

  /** Everything under way is lost, and nothing new gets through. */
  cut(): void {
    this.up = false;
    for (const socket of this.sockets) socket.destroy();
  }

  mend(): void {
    this.up = true;
  }

  close(): void {
    this.cut();
    this.listener.close();
  }
}
