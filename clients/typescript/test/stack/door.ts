import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Duplex, Readable, Writable } from 'node:stream';
import { frontDoor } from './stack.js';

/** A proxy before the front door, whose connections can be cut or left dangling; it serves pages of its own, too. */
export class Door {
  readonly #server: Server;
  readonly #sockets = new Set<Duplex>();
  readonly #sources = new Set<Readable>();
  /** The requests so far. */
  readonly seen: string[] = [];

  private constructor(readonly pages: Record<string, { type: string; text: () => string }>) {
    this.#server = createServer((incoming, answer) => {
      this.seen.push(`${incoming.method} ${incoming.url}`);
      const page = this.pages[incoming.url!.split('?')[0]!];
      if (page) {
        answer.setHeader('Content-Type', page.type);
        answer.end(page.text());
        return;
      }
      const { method, headers, url } = incoming;
      const outgoing = request(frontDoor + url, { method, headers }, (answered) => {
        answer.writeHead(answered.statusCode!, answered.headers);
        this.#pipe(answered, answer);
      });
      outgoing.on('error', () => answer.destroy());
      answer.on('close', () => outgoing.destroy());
      incoming.pipe(outgoing);
    });
    this.#server.on('upgrade', (incoming: IncomingMessage, socket: Duplex, head: Buffer) => this.#upgrade(incoming, socket, head));
    this.#server.on('connection', (socket: Socket) => this.#keep(socket));
  }

  static async open(pages: Door['pages'] = {}): Promise<Door> {
    const door = new Door(pages);
    await new Promise<void>((resolve) => door.#server.listen(0, '127.0.0.1', resolve));
    return door;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Ends all connections. */
  cut() {
    this.#sockets.forEach((socket) => socket.destroy());
  }

  /** Stops passing bytes through the open connections, without closing them, as after a change of networks. */
  dangle() {
    for (const source of this.#sources) {
      source.unpipe();
      source.pause();
    }
  }

  async close() {
    this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #upgrade(incoming: IncomingMessage, socket: Duplex, head: Buffer) {
    this.seen.push(`UPGRADE ${incoming.url}`);
    const { hostname, port } = new URL(frontDoor);
    const server = connect(Number(port), hostname);
    this.#keep(server);
    const lines = incoming.rawHeaders.flatMap((name, at, all) => (at % 2 ? [] : [`${name}: ${all[at + 1]}`]));
    server.write(`${incoming.method} ${incoming.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
    server.write(head);
    this.#pipe(server, socket);
    this.#pipe(socket, server);
    server.on('close', () => socket.destroy());
    socket.on('close', () => server.destroy());
    socket.on('error', () => {});
  }

  #pipe(source: Readable, target: Writable) {
    this.#sources.add(source);
    source.on('close', () => this.#sources.delete(source));
    source.pipe(target);
  }

  #keep(socket: Duplex) {
    this.#sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => this.#sockets.delete(socket));
  }
}
