// Shared by all tabs of this browser, for HTTP/1.1 allows six connections to one host and a stream holds one.
import { StreamSource } from "./stream-source.js"

const ports = new Set()
let source

function leave(port) {
  ports.delete(port)
  if (ports.size === 0) source = source?.close()
}

self.onconnect = ({ ports: [port] }) => {
  port.onmessage = ({ data }) => {
    if (data.leave) return leave(port)
    if (data.wake) return source?.wake()
    source ??= new StreamSource(data.src, data.position, message => ports.forEach(each => each.postMessage(message)), data.also)
    ports.add(port)
    source.widen(data.position, data.also)
    source.catchUp(data.position, message => port.postMessage(message))
  }
}
